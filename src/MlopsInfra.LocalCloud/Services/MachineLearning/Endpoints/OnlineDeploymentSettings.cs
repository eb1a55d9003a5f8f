using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>
/// What the settings of an online deployment may be: "CLI (v2) managed online deployment YAML schema" and "Manage and increase
/// quotas and limits", online endpoints and batch endpoints. No public report shows how the service words these refusals: they
/// have its general code. Limits that a support ticket raises (instances, deployments of an endpoint) are not held.
/// </summary>
internal static class OnlineDeploymentSettings
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan LongestOnKubernetes = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan LongestOfFlow = TimeSpan.FromSeconds(300);
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>Refuses settings that are out of their ranges.</summary>
    /// <param name="id">The deployment.</param>
    /// <param name="body">Its body.</param>
    /// <param name="isManaged">Whether its endpoint is a managed one, and not on Kubernetes.</param>
    public static void Check(ResourceId id, JsonObject body, bool isManaged)
    {
        if (body.Number("sku.capacity") is < 1 and var capacity)
            throw Invalid($"The deployment '{id.Name}' has {capacity} instances (sku.capacity). It needs at least 1.");
        CheckScale(id, body, isManaged);
        CheckRequests(body, isManaged);
        foreach (var probe in Probes) CheckProbe(body, probe);
        var names = id.Parent!.Name.Length + id.Name.Length;
        if (!isManaged && names > 62)
            throw Invalid($"The names of the endpoint '{id.Parent.Name}' and its deployment '{id.Name}' have {names} characters "
                + "together. On Kubernetes they may have 62.");
    }

    private static void CheckScale(ResourceId id, JsonObject body, bool isManaged)
    {
        if (!"TargetUtilization".Equals(body.Text("properties.scaleSettings.scaleType"), StringComparison.OrdinalIgnoreCase))
            return;
        if (isManaged)
            throw Invalid($"The scaleType of the managed deployment '{id.Name}' is TargetUtilization. Only Default is supported: "
                + "autoscale settings of Azure Monitor scale it.");
        if (body.Number("properties.scaleSettings.minInstances") > body.Number("properties.scaleSettings.maxInstances"))
            throw Invalid($"The minInstances of the deployment '{id.Name}' are more than its maxInstances.");
    }

    private static void CheckRequests(JsonObject body, bool isManaged)
    {
        if (body.Text("properties.requestSettings.requestTimeout") is { } text)
        {
            var longest = !isManaged ? LongestOnKubernetes : IsFlow(body) ? LongestOfFlow : LongestRequest;
            var timeout = IsoDurations.Parse(text)
                ?? throw Invalid($"The requestTimeout '{text}' is no ISO 8601 duration such as PT5S.");
            if (timeout <= TimeSpan.Zero || timeout > longest)
                throw Invalid($"The requestTimeout '{text}' has to be positive and at most {longest.TotalSeconds} seconds.");
        }

        if (body.Number("properties.requestSettings.maxConcurrentRequestsPerInstance") is < 1 and var requests)
            throw Invalid($"The maxConcurrentRequestsPerInstance is {requests}. It has to be at least 1.");
    }

    // A prompt flow's deployment says so in the environment of its container ("Deploy a flow to online endpoint").
    private static bool IsFlow(JsonObject body) =>
        "serving".Equals(body.Text("properties.environmentVariables.PROMPTFLOW_RUN_MODE"), StringComparison.OrdinalIgnoreCase);

    private static void CheckProbe(JsonObject body, string name)
    {
        var path = $"properties.{name}";
        if (body.At(path) is not JsonObject probe) return;
        foreach (var (property, value) in probe)
        {
            if (value.AsText() is { } text && IsoDurations.Parse(text) is not { TotalSeconds: >= 1 })
                throw Invalid($"'{path}.{property}' is '{text}'. It has to be an ISO 8601 duration of at least one second.");
            if (probe.Number(property) is < 1 and var number)
                throw Invalid($"'{path}.{property}' is {number}. It has to be at least 1.");
        }

        if (name == "livenessProbe" && probe.Number("successThreshold") is > 1)
            throw Invalid($"'{path}.successThreshold' of a liveness probe is always 1.");
    }
}
