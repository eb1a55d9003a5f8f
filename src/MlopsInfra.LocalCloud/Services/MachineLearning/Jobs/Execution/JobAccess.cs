using MlopsInfra.LocalCloud.Arm.Networking;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>With what rights, and from where, a job reads and writes blobs.</summary>
/// <param name="Principal">The identity; null where it has none.</param>
/// <param name="Place">Where its compute stands.</param>
internal sealed record JobAccess(JobPrincipal? Principal, CallerPlace Place);
