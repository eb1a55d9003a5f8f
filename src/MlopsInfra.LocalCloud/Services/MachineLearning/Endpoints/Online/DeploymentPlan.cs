using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>What a deployment says of how it is to run.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Capacity">How many instances it has.</param>
/// <param name="Workspace">Its workspace.</param>
internal sealed record DeploymentPlan(ResourceId Id, JsonObject Properties, int Capacity, WorkspaceAssets Workspace)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Its endpoint.</summary>
    public ResourceId Endpoint => Id.Parent!;

    /// <summary>Whether Azure runs it, and not a cluster.</summary>
    public bool IsManaged { get; } =
        !"Kubernetes".Equals(Properties.Text("endpointComputeType"), StringComparison.OrdinalIgnoreCase);

    /// <summary>How long a request may take.</summary>
    public TimeSpan RequestTimeout { get; } =
        Properties.Text("requestSettings.requestTimeout") is { } text && IsoDurations.Parse(text) is { TotalSeconds: > 0 } timeout
            ? timeout : DefaultTimeout;

    /// <summary>
    /// How many requests there may be at once: "2 * max_concurrent_requests_per_instance * instance_count" ("Troubleshoot online
    /// endpoints", status 429).
    /// </summary>
    public int MostRequests { get; } =
        2 * (int)(Properties.Number("requestSettings.maxConcurrentRequestsPerInstance") ?? 1) * Capacity;

    /// <summary>Restarts it where it fails.</summary>
    public ProbeSettings Liveness { get; } = ProbeSettings.Read(Properties, "livenessProbe");

    /// <summary>Says when it is ready.</summary>
    public ProbeSettings Readiness { get; } = ProbeSettings.Read(Properties, "readinessProbe");

    /// <summary>The path of its entry script in the code; null where the image has its own server.</summary>
    public string? Script => Properties.Text("codeConfiguration.scoringScript");

    /// <summary>Whether its requests, and what its script prints, go to Application Insights.</summary>
    public bool SendsTelemetry => Properties.Flag("appInsightsEnabled") == true;

    /// <summary>What its server is called in logs.</summary>
    public string RoleName => $"{Endpoint.Name}/{Id.Name}";

    /// <summary>What its one instance is called.</summary>
    public string InstanceName => $"{Endpoint.Name}-{Id.Name}";

    /// <summary>Whether its environment brings a server of its own.</summary>
    public bool HasOwnServer => Environment?.Properties?["inferenceConfig"] is JsonObject;

    /// <summary>The variables that it declares.</summary>
    public IEnumerable<KeyValuePair<string, string>> EnvironmentVariables =>
        (Properties["environmentVariables"] as JsonObject ?? [])
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.ToString() ?? ""));

    /// <summary>The code; null for none.</summary>
    public AssetReference? Code => Find("codeConfiguration.codeId", "codes");

    /// <summary>The model; null for none.</summary>
    public AssetReference? Model => Find("model", "models");

    /// <summary>The environment; null for none.</summary>
    public AssetReference? Environment => Find("environmentId", "environments");

    /// <summary>What makes another process necessary where it is not the same as before.</summary>
    public string Signature { get; } = $"{Capacity} {CanonicalJson.Text(Properties)}";

    /// <summary>Reads a deployment as it is stored.</summary>
    public static DeploymentPlan Read(ResourceId id, JsonObject resource, WorkspaceAssets workspace) =>
        new(id, (resource["properties"]?.DeepClone() as JsonObject) ?? [], (int)(resource.Number("sku.capacity") ?? 1),
            workspace);

    /// <summary>The Application Insights component of its workspace; null for none.</summary>
    /// <param name="cloud">The cloud.</param>
    public string? ComponentIn(CloudContext cloud) =>
        cloud.Find(Workspace.Id.Value)?.Body.Text("properties.applicationInsights");

    private AssetReference? Find(string path, string collection) =>
        Properties.Text(path) is { Length: > 0 } reference ? Workspace.Resolve(reference, collection) : null;
}
