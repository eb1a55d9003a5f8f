using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Compute;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Computes;

/// <summary>Which sizes the machines may have that Azure ML makes.</summary>
internal static class MachineSizes
{
    private const string ComputeSize = "properties.properties.vmSize", DeploymentSize = "properties.instanceType";

    /// <summary>
    /// Refuses a new compute of a size that there is none of; for one that is there, a new size is ignored. The words are from
    /// github.com/Azure/MachineLearningNotebooks/issues/1169.
    /// </summary>
    public static void CheckCompute(PutContext put)
    {
        if (!put.IsNew || Fault(put, ComputeSize) is not var (size, fault)) return;
        throw new ArmException(400, "InvalidPropertyValue",
            $"The specified value {size} for property Cluster.Properties.VMSize is not a supported VM size. {fault.Hint}",
            ComputeSize);
    }

    /// <summary>
    /// Refuses a managed deployment on a size that there is none of; on Kubernetes an instance type is the cluster's own. No
    /// report of Azure's refusal was found; its form is that of too small a quota for a size
    /// (MicrosoftLearning/mslearn-azure-ml#30).
    /// </summary>
    /// <param name="put">The PUT of the deployment, which is a managed one.</param>
    public static void CheckDeployment(PutContext put)
    {
        if (Fault(put, DeploymentSize) is not var (size, fault)) return;
        throw new ArmException(400, "BadRequest", "The request is invalid.", DeploymentSize)
        {
            Details = [("InferencingClientCreateDeploymentFailed",
                "InferencingClient HttpRequest error, error detail: {\"errors\":{\"VmSize\":[\"The specified VM size "
                    + $"{size} is not supported. {fault.Hint}\"]}}}}", DeploymentSize)],
        };
    }

    // What is there keeps its size, also when there is none of it any more.
    private static (string Size, VmSizeFault Fault)? Fault(PutContext put, string path) =>
        put.Body.Text(path) is { } size && size != put.Existing?.Body.Text(path)
            && VmSizes.FaultOf(size, put.Cloud.Now) is { } fault
            ? (size, fault)
            : null;
}
