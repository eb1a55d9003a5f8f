using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>
/// Which versions of Kubernetes there are in a region, for a cluster's pools, and after the one that is there. Patches are
/// Azure's affair: a version is told by its minor one, with patch 0.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class VersionRoutes(CloudContext cloud) : IPathRoutes, IArmRoutes
{
    private const string Cluster = ManagedClusterResource.TypeName;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match("GET subscriptions/*/providers/Microsoft.ContainerService/locations/*/kubernetesVersions")
            is not [var subscription, _]) return false;
        RequestChecks.RequireSubscription(cloud, subscription);
        await request.Rest.AnswerAsync(200, new JsonObject
        {
            ["values"] = new JsonArray([.. KubernetesVersions.All.Select(version => new JsonObject
            {
                ["version"] = version.Minor,
                ["isDefault"] = version.Minor == KubernetesVersions.Default,
                ["isPreview"] = false,
                ["capabilities"] = new JsonObject { ["supportPlan"] = Plans(version.IsLongTermOnly) },
                ["patchVersions"] = new JsonObject
                {
                    [version.Minor + ".0"] = new JsonObject { ["upgrades"] = Texts(After(version.Minor)) },
                },
            })]),
        });
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var (type, id) = (request.Target.Type, request.Target.Id);
        if (request.Rest.Method != "GET" || id is null) return false;
        var isPool = type == $"{AgentPoolResource.TypeName}/upgradeProfiles";
        var isUpgrade = isPool || type == $"{Cluster}/upgradeProfiles";
        if (!isUpgrade && type != $"{Cluster}/availableAgentPoolVersions") return false;
        var owner = request.Target.Kind == TargetKind.Collection ? id : id.Parent!;
        RequestChecks.RequireRight(cloud.Access, request.Principal, owner, $"{type}/read");
        var found = cloud.Find(owner.Value) ?? throw ArmErrors.ResourceNotFound(owner);
        await request.Rest.AnswerAsync(200, isPool ? PoolProfile(found) : isUpgrade ? ClusterProfile(found) : ForPools(found));
        return true;
    }

    private static JsonObject ForPools(StoredResource cluster) => new()
    {
        ["id"] = $"{cluster.Key}/availableAgentPoolVersions",
        ["name"] = "default",
        ["type"] = $"{Cluster}/availableAgentPoolVersions",
        ["properties"] = new JsonObject
        {
            // A pool is never newer than its control plane.
            ["agentPoolVersions"] = new JsonArray([.. KubernetesVersions.All.Select(version => version.Minor)
                .Where(minor => string.CompareOrdinal(minor, Minor(VersionOf(cluster))) <= 0).Select(minor => new JsonObject
                {
                    ["version"] = minor, ["default"] = minor == KubernetesVersions.Default, ["isPreview"] = false,
                })]),
        },
    };

    private static JsonObject ClusterProfile(StoredResource cluster) => new()
    {
        ["id"] = $"{cluster.Key}/upgradeProfiles/default",
        ["name"] = "default",
        ["type"] = $"{Cluster}/upgradeProfiles",
        ["properties"] = new JsonObject
        {
            ["controlPlaneProfile"] = Profile(VersionOf(cluster), "Linux"),
            ["agentPoolProfiles"] = new JsonArray([.. cluster.Body.Objects("properties.agentPoolProfiles").Select(pool =>
                Profile(pool.Text("orchestratorVersion") ?? VersionOf(cluster), pool.Text("osType") ?? "Linux"))]),
        },
    };

    private static JsonObject PoolProfile(StoredResource pool)
    {
        var profile = Profile(pool.Computed.Text("properties.currentOrchestratorVersion") ?? KubernetesVersions.Default,
            pool.Body.Text("properties.osType") ?? "Linux");
        profile["latestNodeImageVersion"] = pool.Computed.Text("properties.nodeImageVersion");
        return new JsonObject
        {
            ["id"] = $"{pool.Key}/upgradeProfiles/default",
            ["name"] = "default",
            ["type"] = $"{AgentPoolResource.TypeName}/upgradeProfiles",
            ["properties"] = profile,
        };
    }

    private static JsonObject Profile(string version, string system) => new()
    {
        ["kubernetesVersion"] = version,
        ["osType"] = system,
        ["upgrades"] = new JsonArray([.. After(Minor(version)).Select(each => new JsonObject { ["kubernetesVersion"] = each })]),
    };

    private static string VersionOf(StoredResource cluster) =>
        cluster.Computed.Text("properties.currentKubernetesVersion") ?? KubernetesVersions.Default;

    private static string Minor(string version) => string.Join('.', version.Split('.').Take(2));

    // One minor version at a time.
    private static IEnumerable<string> After(string minor) => KubernetesVersions.All.Select(version => version.Minor)
        .SkipWhile(each => each != minor).Skip(1).Take(1);

    private static JsonArray Plans(bool isLongTermOnly) =>
        Texts(isLongTermOnly ? ["AKSLongTermSupport"] : ["KubernetesOfficial", "AKSLongTermSupport"]);

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
