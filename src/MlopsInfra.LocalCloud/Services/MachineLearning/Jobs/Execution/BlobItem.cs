namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>A blob in a list.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Md5">The hash of its content.</param>
internal sealed record BlobItem(string Name, string Md5);
