using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Cluster extensions.</summary>
internal sealed class ExtensionResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.KubernetesConfiguration/extensions";

    private const string MachineLearning = "microsoft.azureml.kubernetes";

    public override NamingRule Naming { get; init; } =
        new("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?", 1, 63, "ValidationFailed", "The extension name '{0}' is invalid.");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(420);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
        [new("properties.extensionType"), new("properties.scope")];

    public override string? SerializedBy(ResourceId id) => ClusterOperations.Of(id.Parent!);

    public override ArmException Busy(ResourceId id) => ClusterOperations.Busy(id, id.Parent!);

    public override void CheckPut(PutContext put)
    {
        var type =
            put.Body.Text("properties.extensionType") ?? throw Failed("extensionType is required.", "properties.extensionType");
        var cluster = put.Id.Parent!;
        if (cluster.Type != ManagedClusterResource.TypeName
            && cluster.Type != "Microsoft.Kubernetes/connectedClusters")
        {
            throw Failed($"Extensions can't be installed on '{cluster.Type}'.", cluster.Value);
        }

        if (put.Siblings.Any(other =>
            type.Equals(other.Body.Text("properties.extensionType"), StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArmException(409, "Conflict",
                $"An extension of type '{type}' is installed on the cluster '{cluster.Name}' already.", put.Id.Value);
        }

        if (type.Equals(MachineLearning, StringComparison.OrdinalIgnoreCase)) CheckMachineLearning(put, cluster);
        if (put.Body.At("properties.scope.cluster") is not null && put.Body.At("properties.scope.namespace") is not null)
            throw Failed("An extension's scope is either the cluster or a namespace.", "properties.scope");
        if (put.Body.Flag("properties.autoUpgradeMinorVersion") == true && put.Body.Text("properties.version") is not null)
            throw Failed("version can't be given when autoUpgradeMinorVersion is true.", "properties.version");
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.currentVersion", put.Body.Text("properties.version") ?? "1.1.0");
        computed.Set("properties.isSystemExtension", false);
        computed.Set("properties.aksAssignedIdentity", new JsonObject
        {
            ["principalId"] = MadeUpIds.From("extension", put.Id.Value),
            ["tenantId"] = put.Cloud.Options.TenantId,
            ["type"] = "SystemAssigned",
        });
        if (put.Body.Text("properties.releaseTrain") is null) computed.Set("properties.releaseTrain", "Stable");
    }

    private static void CheckMachineLearning(PutContext put, ResourceId cluster)
    {
        if (put.Cloud.Find(cluster.Value)?.Body.Text("identity.type") is null)
            throw Failed(
                "The Azure Machine Learning extension needs a cluster with a managed identity; service principals are not "
                    + "supported.", cluster.Value);
        var settings = put.Body.At("properties.configurationSettings") as JsonObject;
        var infers = Is(settings, "enableInference") || Is(settings, "inferenceRouterServiceType");
        if (!Is(settings, "enableTraining") && !infers)
            throw Failed("At least one of enableTraining and enableInference has to be True.",
                "properties.configurationSettings");
        if (!infers) return;
        if (!Is(settings, "allowInsecureConnections")) ScoringTls.Check(put.Body);
    }

    private static bool Is(JsonObject? settings, string name) =>
        "true".Equals(settings?.Text(name), StringComparison.OrdinalIgnoreCase);

    private static ArmException Failed(string message, string target) => new(400, "ValidationFailed", message, target);
}
