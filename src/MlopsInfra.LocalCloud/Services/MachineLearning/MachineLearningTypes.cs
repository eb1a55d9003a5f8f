using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>The rules of Azure ML at the places where the ARM routes ask for them.</summary>
internal sealed class MachineLearningTypes(IResourceManager resources, EnvironmentBuilds builds)
{
    private static readonly Dictionary<string, MachineLearningType> Types = new MachineLearningType[]
    {
        new AssetContainerType("codes"), new AssetContainerType("environments"), new AssetContainerType("data"),
        new AssetContainerType("models"), new AssetContainerType("components"),
        new CodeVersionType(), new EnvironmentVersionType(), new DataVersionType(), new ModelVersionType(),
        new ComponentVersionType(),
        new JobType(), new BatchEndpointType(), new BatchDeploymentType(), new OnlineEndpointType(), new OnlineDeploymentType(),
        new ScheduleType(), new DatastoreType(),
    }.ToDictionary(type => $"{ResourceTypes.Workspaces}/{type.Name}", StringComparer.OrdinalIgnoreCase);

    // Why each of them fails.
    private readonly ConcurrentDictionary<ResourceId, string> _failingJobs = new();

    /// <summary>Checks a PUT; answers the id to write to, which is another one for anonymous components.</summary>
    public async Task<ResourceId> BeforePutAsync(ArmRequest request, JsonObject body, JsonObject? existing)
    {
        var id = request.Id;
        if (!Types.TryGetValue(id.Type, out var type)) return id;
        var workspace = WorkspaceAssets.Require(id, resources);
        if (body["properties"] is not JsonObject properties) body["properties"] = properties = [];
        type.Check(new AssetWrite(id, properties, existing?["properties"] as JsonObject, workspace));
        if (type is JobType && existing is null) ForeseeJob(id, properties, request.Rest.OperationFault?.Message);
        if (IsAnonymousComponent(id, properties)) id = AnonymousId(id, properties);
        await EnsureContainerAsync(id, properties, request.Rest.Http.RequestAborted);
        return id;
    }

    /// <summary>Moves a job one step on; the GET shows where it was.</summary>
    public async Task<JsonObject> BeforeGetAsync(ArmRequest request, JsonObject stored)
    {
        if (request.Id.Type != ResourceTypes.Jobs) return stored;
        var status = JobStatus(stored);
        var fails = _failingJobs.TryGetValue(request.Id, out var reason);
        var next = JobTimeline.After(status, fails);
        if (next == status) return stored;
        await WriteJobStatusAsync(request.Id, stored, next, request.Rest.Http.RequestAborted,
            next == JobTimeline.Failed ? reason : null);
        return stored;
    }

    public static string JobStatus(JsonObject stored) =>
        MachineLearningNames.Text(stored["properties"]?["status"]) ?? JobTimeline.First;

    public async Task WriteJobStatusAsync(ResourceId id, JsonObject stored, string status, CancellationToken cancellationToken,
        string? reason = null)
    {
        var changed = stored.DeepClone().AsObject();
        changed["properties"]!["status"] = status;
        // Azure keeps the reason in the run's history and its logs, which there are none of here.
        if (reason is not null)
        {
            if (changed["properties"]!["properties"] is not JsonObject) changed["properties"]!["properties"] = new JsonObject();
            changed["properties"]!["properties"]!["localcloud.error"] = reason;
        }

        await resources.PutAsync(id, changed, new ArmRequestOptions(AsService: true), cancellationToken);
    }

    /// <summary>Lets a new job end as Failed where it was told to, or where an image that it needs can't be built.</summary>
    /// <param name="id">The job.</param>
    /// <param name="properties">Its <c>properties</c>.</param>
    /// <param name="fault">What was told; null for nothing.</param>
    public void ForeseeJob(ResourceId id, JsonObject properties, string? fault)
    {
        if ((fault ?? builds.ErrorOf(id, properties)) is { } reason) _failingJobs[id] = reason;
    }

    /// <summary>A PATCH of an endpoint or deployment changes tags and identity only.</summary>
    public static void BeforePatch(ResourceId id, JsonObject patch)
    {
        if (id.Type != ResourceTypes.BatchEndpoints || patch["properties"] is not JsonObject { Count: > 0 } properties) return;
        throw MachineLearningErrors.User(
            $"A PATCH of a batch endpoint changes tags and identity only, not properties.{properties.First().Key}: PUT the whole "
                + "endpoint.", "BadArgument", "ArgumentInvalid");
    }

    public void BeforeDelete(ArmRequest request, JsonObject existing)
    {
        if (request.Id.Type == ResourceTypes.Computes
            && request.Rest.Query("underlyingResourceAction") is not ("Delete" or "Detach"))
        {
            throw MachineLearningErrors.User("The query parameter 'underlyingResourceAction' is required: Delete or Detach.",
                "BadArgument", "ArgumentInvalid");
        }

        if (Types.TryGetValue(request.Id.Type, out var type))
            type.CheckDelete(request.Id, WorkspaceAssets.Require(request.Id, resources));
        ArgumentNullException.ThrowIfNull(existing);
    }

    public void Show(RestRequest request, ResourceId id, JsonObject resource)
    {
        if (!Types.TryGetValue(id.Type, out var type)) return;
        if (resource["properties"] is not JsonObject properties) resource["properties"] = properties = [];
        var workspace = WorkspaceAssets.Require(id, resources);
        type.Show(id, properties, resource, workspace);
        if (type is BatchEndpointType)
            properties["scoringUri"] = AzureHosts.ScoringUri(request.Http.Request, id.Name, workspace.Region);
    }

    /// <summary>What the query parameters of a list leave.</summary>
    public IReadOnlyList<JsonObject> Filter(ArmRequest request, IReadOnlyList<JsonObject> all)
    {
        var parent = request.Id;
        if (all.Count == 0 && MachineLearningErrors.IsAssetContainer(parent.Type)
            && !parent.Type.LastName.Equals("codes", StringComparison.OrdinalIgnoreCase)
            && !IsWritten(resources.Find(parent)))
        {
            throw MachineLearningErrors.NotFound(parent)!;
        }

        return AssetFilter.Apply(request.Rest, all);
    }

    private async Task EnsureContainerAsync(ResourceId id, JsonObject version, CancellationToken cancellationToken)
    {
        if (!MachineLearningErrors.IsAssetContainer(id.Parent!.Type) || IsWritten(resources.Find(id.Parent!))) return;
        var container = new JsonObject();
        // All versions of a data asset have one type, and its container says which.
        if (version["dataType"] is { } dataType) container["dataType"] = dataType.DeepClone();
        await resources.PutAsync(id.Parent!, new JsonObject { ["properties"] = container }, new ArmRequestOptions(),
            cancellationToken);
    }

    // A container counts as there as soon as a version may be put into it; a written one says by whom.
    private static bool IsWritten(JsonObject? container) => container?["systemData"] is not null;

    private static bool IsAnonymousComponent(ResourceId id, JsonObject properties) =>
        id.Type == ResourceTypes.Workspaces + "/components/versions" && properties["isAnonymous"] is JsonValue value
            && value.TryGetValue(out bool anonymous) && anonymous;

    // The service chooses the version itself; the same specification gets the same one again.
    private static ResourceId AnonymousId(ResourceId id, JsonObject properties) =>
        ResourceId.Parse(
            $"{id.Parent!.Value}/versions/{MachineLearningNames.StableGuid(properties["componentSpec"]!.ToJsonString())}");
}
