using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Computes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>A deployment of an online endpoint.</summary>
internal sealed class OnlineDeploymentResource() : EndpointResource("onlineEndpoints/deployments")
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{OnlineEndpointResource.TypeName}/deployments";

    /// <summary>What a deployment says of itself.</summary>
    /// <param name="state">How far it is.</param>
    public static string ProvisioningState(DeploymentState state) => state switch
    {
        DeploymentState.Starting => "Updating",
        DeploymentState.Failed => "Failed",
        _ => "Succeeded",
    };

    private static readonly string[] Probes = ["livenessProbe", "readinessProbe"];

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Endpoint("Deployment");

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(480);

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } = Operations("od");

    public override void Check(AssetWrite write)
    {
        var endpoint = write.Workspace.Find(write.Id.Parent!)!;
        var kind = write.RequireText("endpointComputeType");
        var expected = endpoint["properties"]?["compute"] is null ? "Managed" : "Kubernetes";
        if (!kind.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw MachineLearningErrors.Invalid(
                $"The endpointComputeType is {kind}, but the endpoint '{write.Id.Parent!.Name}' is of kind {expected}.");
        }

        Require(write.Text("model"), "model", "models", "ModelNotFound", write.Workspace);
        Require(write.Text("environmentId"), "environmentId", "environments", "EnvironmentNotFound", write.Workspace);
        Require(write.Properties["codeConfiguration"]?["codeId"].AsText(), "codeConfiguration.codeId", "codes",
            "CodeNotFound", write.Workspace);
    }

    public override void CheckPut(PutContext put)
    {
        base.CheckPut(put);
        var endpoint = put.Cloud.Find(put.Id.Parent!.Value)!;
        var isManaged = endpoint.Body.Text("properties.compute") is null;
        OnlineDeploymentSettings.Check(put.Id, put.Body, isManaged);
        if (isManaged) MachineSizes.CheckDeployment(put);
        CheckEndpointRoles(put, endpoint);
    }

    public override void CheckDelete(DeleteContext delete)
    {
        // "Perform safe rollout": traffic goes first. How the service words it is in no public report: the general code.
        if (delete.Cloud.Find(delete.Id.Parent!.Value) is not { } endpoint
            || endpoint.Body.Number($"properties.traffic.{delete.Id.Name}") is not (> 0 and var percent)) return;
        throw MachineLearningErrors.User(
            $"The deployment '{delete.Id.Name}' still gets {percent} % of the traffic of endpoint '{endpoint.Name}' and can't be "
                + "deleted. Set its traffic to 0 first.");
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "properties", new JsonObject());
        Default(properties, "provisioningState", "Succeeded");
        // As recorded of a deployment that has succeeded (azure-sdk-for-python, test_online_deployment).
        Default(properties, "environmentVariables", new JsonObject());
        Default(properties, "scaleSettings", new JsonObject { ["scaleType"] = "Default" });
        ShowIn(properties, "requestSettings", ("maxQueueWait", "PT0S"), ("requestTimeout", "PT5S"),
            ("maxConcurrentRequestsPerInstance", 1));
        foreach (var probe in Probes)
            ShowIn(properties, probe, ("failureThreshold", 30), ("successThreshold", 1), ("timeout", "PT2S"), ("period", "PT10S"),
                ("initialDelay", "PT10S"));
        Default(properties, "modelMountPath", null);
        Default(properties, "appInsightsEnabled", false);
        var isManaged = !"Kubernetes".Equals(properties["endpointComputeType"].AsText(), StringComparison.OrdinalIgnoreCase);
        if (isManaged) Default(properties, "egressPublicNetworkAccess", "Enabled");
        resource["kind"] ??= isManaged ? "Managed" : "Kubernetes";
        if (resource["sku"] is JsonObject sku) Default(sku, "tier", "Standard");
    }

    private static void ShowIn(JsonObject properties, string name, params (string Name, JsonNode Value)[] defaults)
    {
        if (properties[name] is not JsonObject group) properties[name] = group = [];
        foreach (var (setting, value) in defaults) Default(group, setting, value);
    }

    /// <summary>
    /// A user-assigned identity of the endpoint pulls the image and reads the model (a system-assigned one is given these roles).
    /// </summary>
    private static void CheckEndpointRoles(PutContext put, StoredResource endpoint)
    {
        if (endpoint.Body.Text("identity.type")?.Equals("UserAssigned", StringComparison.OrdinalIgnoreCase) != true) return;
        var workspace = put.Cloud.Find(put.Id.Parent!.Parent!.Value)!;
        var identity = endpoint.Body.Texts("identity.userAssignedIdentities{}").Select(found => found.Value).FirstOrDefault();
        var principal = Principals.OfIdentity(put.Cloud, identity) ?? "";
        Require("containerRegistry", "Microsoft.ContainerRegistry/registries/pull/read", isData: false, "AcrPull");
        Require("storageAccount", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", isData: true,
            "Storage Blob Data Reader");

        void Require(string property, string action, bool isData, string role)
        {
            if (workspace.Body.Text($"properties.{property}") is not { } scope
                || put.Cloud.Access.IsAllowed(principal, ResourceId.Parse(scope), action, isData)) return;
            throw MachineLearningErrors.User(
                $"The endpoint's identity '{identity}' lacks the role '{role}' over '{scope}' that the deployment needs (action "
                    + $"'{action}').");
        }
    }

    private static void Require(string? reference, string what, string collection, string code, WorkspaceAssets workspace)
    {
        if (reference is { Length: > 0 } && workspace.Resolve(reference, collection) is null)
            throw MachineLearningErrors.Reference(what, reference, code);
    }
}
