using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Kubernetes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Computes;

/// <summary>
/// What Azure Machine Learning looks at when a Kubernetes cluster is attached to a workspace ("Attach a Kubernetes cluster to
/// Azure Machine Learning workspace"): the extension, a way into the cluster, the workspace's roles on it, the namespace.
/// </summary>
internal static class KubernetesAttach
{
    private const string Cluster = ManagedClusterResource.TypeName;
    private const string Extensions = ExtensionResource.TypeName;
    private const string MachineLearning = "microsoft.azureml.kubernetes";
    private const string Target = "properties.resourceId";

    // Every cluster has these from its first minute on.
    private static readonly string[] OwnNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    // Reader, Kubernetes Extension Contributor, Azure Kubernetes Service Cluster Admin Role.
    private static readonly string[] Actions =
    [
        $"{Cluster}/read", $"{Extensions}/read", $"{Extensions}/write", $"{Cluster}/listClusterAdminCredential/action",
    ];

    // Contributor on the cluster, where the workspace comes in by Trusted Access.
    private static readonly string[] TrustedActions = [.. Actions, $"{Cluster}/write"];

    public static void Check(PutContext put)
    {
        var clusterId = put.Body.Text(Target) ?? throw Bad("The property resourceId is required to attach a Kubernetes cluster.");
        var extensions = put.Cloud.Store.Children(clusterId).Where(child => child.Type == Extensions).ToList();
        if (!extensions.Exists(child => MachineLearning.Equals(child.Body.Text("properties.extensionType"),
            StringComparison.OrdinalIgnoreCase)))
            throw Bad(
                $"Failed to attach the cluster '{clusterId}': the extension 'Microsoft.AzureML.Kubernetes' is not installed on "
                    + "it.");
        // A compute that is there was let in when it was attached.
        if (put.Existing is not null) return;
        var isTrusted = TrustedAccessRoleBindingResource.Find(put.Cloud, clusterId, put.Id.Parent?.Value) is not null;
        if (put.Cloud.Find(clusterId) is { } cluster && !isTrusted) CheckDoor(cluster);
        CheckRoles(put, clusterId, isTrusted ? TrustedActions : Actions);
        CheckNamespace(put, extensions);
    }

    // "Disabling local accounts for AKS is not supported by Azure Machine Learning" but by Trusted Access, which also passes
    // authorized address ranges.
    private static void CheckDoor(StoredResource cluster)
    {
        if (cluster.Body.Flag("properties.disableLocalAccounts") == true)
        {
            throw Bad("KubernetesUnaccessible",
                $"Kubernetes error: AuthenticationException. The cluster '{cluster.Key}' has no local accounts, and no Trusted "
                    + "Access role binding 'Microsoft.MachineLearningServices/workspaces/mlworkload' lets this workspace in.");
        }

        if (cluster.Body.Texts("properties.apiServerAccessProfile.authorizedIPRanges[]").Any())
        {
            throw Bad("KubernetesUnaccessible",
                $"Kubernetes error: HttpRequestException. The API server of '{cluster.Key}' takes calls from authorized address "
                    + "ranges only, and no Trusted Access role binding 'Microsoft.MachineLearningServices/workspaces/mlworkload' "
                    + "lets this workspace in. (The local cloud does not know the addresses of the service.)");
        }

        // "Using a public fully qualified domain name with a private AKS cluster is not supported", but by Trusted Access. A
        // private cluster has one unless it says no.
        if (cluster.Body.Flag("properties.apiServerAccessProfile.enablePrivateCluster") == true
            && cluster.Body.Flag("properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN") != false)
        {
            throw Bad("KubernetesUnaccessible",
                $"Kubernetes error: HttpRequestException. The private cluster '{cluster.Key}' has a public name, and no Trusted "
                    + "Access role binding 'Microsoft.MachineLearningServices/workspaces/mlworkload' lets this workspace in.");
        }
    }

    private static void CheckRoles(PutContext put, string clusterId, IReadOnlyList<string> actions)
    {
        // A system-assigned identity is given its roles by the service, a user-assigned one is not.
        var workspace = put.Cloud.Find(put.Id.Parent?.Value);
        if (workspace?.Body.Text("identity.type")?.Equals("UserAssigned", StringComparison.OrdinalIgnoreCase) != true) return;
        var principal = Principals.OfIdentity(put.Cloud, workspace.Body.Text("properties.primaryUserAssignedIdentity"));
        var missing = actions.FirstOrDefault(action => principal is null
            || !put.Cloud.Access.IsAllowed(principal, ResourceId.Parse(clusterId), action, isDataAction: false));
        if (missing is not null)
            throw Bad(
                $"AKS role check failed for user assigned identity. Please check the role assignment. (Action '{missing}' over "
                    + $"'{clusterId}'.)");
    }

    private static void CheckNamespace(PutContext put, List<StoredResource> extensions)
    {
        var wanted = put.Body.Text("properties.properties.namespace") ?? "default";
        var made = extensions.SelectMany(extension => (string?[])[
            extension.Body.Text("properties.scope.cluster.releaseNamespace"),
            extension.Body.Text("properties.scope.namespace.targetNamespace")]);
        if (OwnNamespaces.Concat(made).Concat(put.Cloud.Options.KubernetesNamespaces).Contains(wanted, StringComparer.Ordinal))
            return;
        throw Bad("NamespaceNotFound",
            $"The namespace '{wanted}' does not exist in the cluster. It has to be there before the cluster is attached.");
    }

    private static ArmException Bad(string code, string message) =>
        new(400, "BadRequest", $"The request is invalid. {code}: {message}", Target)
    {
        Details = [(code, message, Target)],
    };

    private static ArmException Bad(string message) => new(400, "BadRequest", message, Target);
}
