using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>A cluster does one operation at a time, of itself or of what belongs to it.</summary>
internal static class ClusterOperations
{
    /// <summary>What serializes them.</summary>
    /// <param name="cluster">The cluster.</param>
    public static string Of(ResourceId cluster) => $"operations of {cluster}";

    /// <summary>The refusal of a second one at once.</summary>
    /// <param name="id">What is to be written.</param>
    /// <param name="cluster">The cluster.</param>
    public static ArmException Busy(ResourceId id, ResourceId cluster) => new(409, "OperationNotAllowed",
        $"Operation is not allowed because there's an in progress operation on the managed cluster '{cluster}'. Please wait for "
            + "it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details",
        id.Value);
}
