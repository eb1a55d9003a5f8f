using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Trusted Access: roles inside an AKS cluster that another service of Azure has, for one of its resources.</summary>
internal sealed class TrustedAccessRoleBindingResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{Cluster}/trustedAccessRoleBindings";

    private const string Cluster = "Microsoft.ContainerService/managedClusters";

    // "az aks trustedaccess role list".
    private const string MachineLearningRole = "Microsoft.MachineLearningServices/workspaces/mlworkload";

    public override string? SerializedBy(ResourceId id) => $"operations of {id.Parent}";

    public override ArmException Busy(ResourceId id) => new(409, "OperationNotAllowed",
        $"Operation is not allowed because there's an in progress operation on the managed cluster '{id.Parent}'. Please wait "
            + "for it to finish before starting a new operation.", id.Value);

    public override void CheckPut(PutContext put)
    {
        var source = ResourceId.Parse(put.Body.Text("properties.sourceResourceId")!);
        foreach (var (path, role) in put.Body.Texts("properties.roles[]"))
        {
            if (!role.StartsWith($"{source.Type}/", StringComparison.OrdinalIgnoreCase))
                throw new ArmException(400, "InvalidParameter",
                    $"The role '{role}' is not one of the source's type '{source.Type}'.", path);
        }
    }

    /// <summary>The binding that lets a workspace run its workloads on a cluster; null if there is none.</summary>
    /// <param name="cloud">The cloud around both.</param>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="workspaceId">The workspace.</param>
    public static StoredResource? Find(CloudContext cloud, string clusterId, string? workspaceId) =>
        cloud.Store.Children(clusterId).FirstOrDefault(child =>
        child.Type == TypeName
        && string.Equals(child.Body.Text("properties.sourceResourceId"), workspaceId, StringComparison.OrdinalIgnoreCase)
        && child.Body.Texts("properties.roles[]")
            .Any(role => role.Value.Equals(MachineLearningRole, StringComparison.OrdinalIgnoreCase)));
}
