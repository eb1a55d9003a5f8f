using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Validation;

namespace MlopsInfra.LocalCloud.Rules.Types;

/// <summary>Computes of a workspace: training clusters, and Kubernetes clusters that are attached.</summary>
internal sealed class ComputeRules : TypeRules
{
    private const string Extension = "microsoft.azureml.kubernetes";

    /// <summary>What a workspace's identity does on a cluster it attaches ("Attach a Kubernetes cluster": Azure Kubernetes Service Cluster Admin and more).</summary>
    private static readonly string[] AttachActions =
    [
        "Microsoft.ContainerService/managedClusters/read", "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
    ];

    public override IReadOnlyList<string> Types { get; } = ["Microsoft.MachineLearningServices/workspaces/computes"];

    public override void CheckPut(PutContext put)
    {
        switch (put.Body.Text("properties.computeType")?.ToUpperInvariant())
        {
            case "AMLCOMPUTE":
                CheckCluster(put);
                break;
            case "KUBERNETES":
                CheckAttach(put);
                break;
        }
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var created = put.Existing?.CreatedOn ?? put.Cloud.Now;
        var isAttached = put.Body.Text("properties.computeType")?.Equals("Kubernetes", StringComparison.OrdinalIgnoreCase) == true;
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["createdOn"] = CommonOutputs.Time(created),
            ["modifiedOn"] = CommonOutputs.Time(put.Cloud.Now),
            ["isAttachedCompute"] = isAttached,
            ["provisioningErrors"] = new JsonArray(),
        };
        if (put.Body.Text("location") is { } location) properties["computeLocation"] = Regions.Normalize(location);
        if (!isAttached)
        {
            properties["properties"] = new JsonObject
            {
                ["allocationState"] = "Steady",
                ["allocationStateTransitionTime"] = CommonOutputs.Time(created),
                ["currentNodeCount"] = put.Body.Number("properties.properties.scaleSettings.minNodeCount") ?? 0,
                ["targetNodeCount"] = put.Body.Number("properties.properties.scaleSettings.minNodeCount") ?? 0,
                ["errors"] = new JsonArray(),
            };
        }

        computed["properties"] = properties;
    }

    public override void CheckDelete(DeleteContext delete)
    {
        // The parameter is mandatory in the API; the providers fill it in themselves.
        if (delete.Options.ApiVersion is not null && delete.Options.Query?.Keys.Contains("underlyingResourceAction", StringComparer.OrdinalIgnoreCase) != true)
            throw new ArmException(400, "BadArgument", "The query parameter 'underlyingResourceAction' is required: 'Delete' or 'Detach'.", "underlyingResourceAction");
    }

    private static void CheckCluster(PutContext put)
    {
        var scale = put.Body.At("properties.properties.scaleSettings") as JsonObject;
        var (minimum, maximum) = (scale?.Number("minNodeCount") ?? 0, scale?.Number("maxNodeCount"));
        if (minimum < 0 || maximum is < 0 || maximum < minimum)
            throw Bad($"The scale settings are invalid: minNodeCount {minimum} must be between 0 and maxNodeCount {maximum}.", "properties.properties.scaleSettings");
        if (put.Body.Text("properties.properties.vmSize") is { } size && !size.StartsWith("Standard_", StringComparison.OrdinalIgnoreCase))
            throw Bad($"The specified VM size '{size}' is not valid.", "properties.properties.vmSize");
        if (scale?.Text("nodeIdleTimeBeforeScaleDown") is { } idle && !IsDuration(idle))
            throw Bad($"The idle time '{idle}' is no ISO 8601 duration such as PT120S.", "properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown");
    }

    private static void CheckAttach(PutContext put)
    {
        var clusterId = put.Body.Text("properties.resourceId") ?? throw Bad("The property resourceId is required to attach a Kubernetes cluster.", "properties.resourceId");
        var extension = put.Cloud.Store.Children(clusterId).FirstOrDefault(child => child.Type.Equals("Microsoft.KubernetesConfiguration/extensions", StringComparison.OrdinalIgnoreCase)
            && child.Body.Text("properties.extensionType")?.Equals(Extension, StringComparison.OrdinalIgnoreCase) == true);
        if (extension is null)
            throw Bad($"Failed to attach the cluster '{clusterId}': the extension 'Microsoft.AzureML.Kubernetes' is not installed on it.", "properties.resourceId");
        CheckWorkspaceRoles(put, clusterId);
    }

    private static void CheckWorkspaceRoles(PutContext put, string clusterId)
    {
        // A system-assigned identity is given its roles by the service, a user-assigned one is not.
        var workspace = put.Cloud.Find(put.Id.Parent?.Value);
        if (workspace?.Body.Text("identity.type")?.Equals("UserAssigned", StringComparison.OrdinalIgnoreCase) != true) return;
        var principal = Principals.OfIdentity(put.Cloud, workspace.Body.Text("properties.primaryUserAssignedIdentity"));
        var missing = AttachActions.FirstOrDefault(action => principal is null || !put.Cloud.Access.IsAllowed(principal, ResourceId.Parse(clusterId), action, isDataAction: false));
        if (missing is not null) throw Bad($"AKS role check failed for user assigned identity. Please check the role assignment. (Action '{missing}' over '{clusterId}'.)", "properties.resourceId");
    }

    private static bool IsDuration(string text)
    {
        try
        {
            return System.Xml.XmlConvert.ToTimeSpan(text) >= TimeSpan.Zero;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
