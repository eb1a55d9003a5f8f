namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Who a job acts as.</summary>
/// <param name="ObjectId">Its object id; null for the deployer.</param>
/// <param name="Name">What it is called in errors.</param>
internal sealed record JobPrincipal(string? ObjectId, string Name);
