using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;

/// <summary>Where a collection of a deployment's data collector goes.</summary>
/// <param name="Name">The collection, as in <c>model_inputs</c>.</param>
/// <param name="Place">The folder of blobs.</param>
internal sealed record CollectedTarget(string Name, BlobPlace Place);
