using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Trusted Access: roles inside an AKS cluster that another service of Azure has, for one of its resources.</summary>
internal sealed class TrustedAccessRoleBindingResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{ManagedClusterResource.TypeName}/trustedAccessRoleBindings";

    // "az aks trustedaccess role list".
    private const string MachineLearningRole = "Microsoft.MachineLearningServices/workspaces/mlworkload";

    public override NamingRule Naming { get; init; } = new("[A-Za-z0-9-]+", 1, 24, "InvalidParameter",
        "The trusted access role binding's name '{0}' is invalid. It must be 1 to 24 letters, digits and hyphens.");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(20);

    public override IReadOnlyList<Reference> References { get; init; } =
        [new("properties.sourceResourceId", Arm.References.Missing)];

    public override string? SerializedBy(ResourceId id) => ClusterOperations.Of(id.Parent!);

    public override ArmException Busy(ResourceId id) => ClusterOperations.Busy(id, id.Parent!);

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
