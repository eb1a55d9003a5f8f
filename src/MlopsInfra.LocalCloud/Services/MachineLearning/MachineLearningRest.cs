using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;
using MlopsInfra.LocalCloud.Services.MachineLearning.Lists;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>What Azure ML does over REST: jobs go on from GET to GET, errors and headers have its own form.</summary>
internal sealed class MachineLearningRest(AzureTypes types, IResourceManager resources, EnvironmentBuilds builds,
    OnlineDeployments deployments, JobExecutions executions, JobStates states, JobRuns runs, JobTags tags,
    ScheduleAuthors authors, RunStatusLog log, TimeProvider time) : RestBehavior
{
    // Why each of them fails.
    private readonly ConcurrentDictionary<ResourceId, string> _failingJobs = new();

    /// <inheritdoc/>
    public override bool Covers(ResourceType type) => WorkspaceResource.Has(type);

    /// <summary>The id that a PUT writes to, which is another one for anonymous components.</summary>
    public override ResourceId WrittenId(ResourceId id, JsonObject body) =>
        body["properties"] is JsonObject properties && IsAnonymousComponent(id, properties) ? AnonymousId(id, properties) : id;

    /// <summary>What follows from a PUT that was taken.</summary>
    public override void AfterPut(ArmRequest request, ResourceId id, JsonObject body, PutResult result)
    {
        if (result.Created && id.Type == JobResource.TypeName)
            StartJob(id, body["properties"] as JsonObject ?? [], request.Principal, request.Rest.OperationFault?.Message);
        if (id.Type == JobResource.TypeName) tags.Take(id, body);
        if (id.Type == ScheduleResource.TypeName) authors.Remember(id, request.Principal);
    }

    /// <summary>Moves a job one step on; the GET shows where it was.</summary>
    public override async Task<JsonObject> BeforeGetAsync(ArmRequest request, JsonObject stored)
    {
        // A container that nobody wrote exists as far as a version may be put into it, and is shown with its first one.
        if (MachineLearningErrors.IsAssetContainer(request.Id.Type) && !IsWritten(stored)
            && resources.List(request.Id, $"{request.Id.Type}/versions").Count == 0)
            throw MachineLearningErrors.NotFound(request.Id)!;
        // What is executed moves on by itself.
        if (request.Id.Type != JobResource.TypeName || runs.Find(request.Id) is not null) return stored;
        var status = JobStatus.Of(stored);
        var fails = _failingJobs.TryGetValue(request.Id, out var reason);
        var next = JobTimeline.After(status, fails);
        if (next == status) return stored;
        await states.MoveAsync(request.Id, next, next == JobStatus.Failed ? reason : null);
        return stored;
    }

    /// <summary>
    /// Executes a new job, or lets it move along its timeline. It ends as Failed where it was told to, or where an image that it
    /// needs can't be built.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="properties">Its <c>properties</c>.</param>
    /// <param name="principal">Object id of who submitted it; null for the deployer.</param>
    /// <param name="fault">What was told; null for nothing.</param>
    public void StartJob(ResourceId id, JsonObject properties, string? principal, string? fault)
    {
        var reason = fault ?? builds.ErrorOf(id, properties);
        if (executions.Executes)
        {
            executions.Start(id, properties, principal, reason);
            return;
        }

        log.Write(id, JobTimeline.First, null);
        if (reason is not null) _failingJobs[id] = reason;
    }

    /// <inheritdoc/>
    public override void Show(RestRequest request, ResourceId id, JsonObject resource)
    {
        if (types.Of(id.Type) is not MachineLearningResource type) return;
        if (resource["properties"] is not JsonObject properties) resource["properties"] = properties = [];
        var workspace = WorkspaceAssets.Require(id, resources);
        type.Show(id, properties, resource, workspace);
        if (type is JobResource && runs.Find(id) is null) JobTimeline.Mark(properties);
        if (type is JobResource) ShowRun(request, id, properties, workspace.Id);
        if (type is BatchEndpointResource) properties["scoringUri"] = Uri("jobs");
        if (type is OnlineEndpointResource)
            (properties["scoringUri"], properties["swaggerUri"]) = (Uri("score"), Uri("swagger.json"));
        if (type is OnlineDeploymentResource && deployments.Find(id) is { } running)
            properties["provisioningState"] = OnlineDeploymentResource.ProvisioningState(running.State);
        if (type is OnlineDeploymentResource && !deployments.Executes) JobTimeline.Mark(properties);

        string Uri(string route) => AzureHosts.ScoringUri(request.Http.Request, id.Name, workspace.Region, route);
    }

    private void ShowRun(RestRequest request, ResourceId job, JsonObject properties, ResourceId workspace)
    {
        tags.Show(job, properties);
        if (AzureHosts.IsLoopback(request.Info.Host) && properties["services"]?["Tracking"] is JsonObject tracking)
            tracking["endpoint"] = WorkspaceAddresses.Tracking(request.Http.Request.Host.Value!, workspace) + "?";
    }

    /// <summary>What the query parameters of a list leave.</summary>
    public override IReadOnlyList<JsonObject>? Filter(ArmRequest request, IReadOnlyList<JsonObject> all)
    {
        var parent = request.Id;
        if (all.Count == 0 && MachineLearningErrors.IsAssetContainer(parent.Type)
            && !parent.Type.LastName.Equals("codes", StringComparison.OrdinalIgnoreCase)
            && !IsWritten(resources.Find(parent)))
        {
            throw MachineLearningErrors.NotFound(parent)!;
        }

        return ListQuery.Apply(request.Rest, request.Target.Type, Searched(request, all));
    }

    private IReadOnlyList<JsonObject> Searched(ArmRequest request, IReadOnlyList<JsonObject> all)
    {
        // The same files are found by their hash under whatever name they were uploaded: clients ask with a new one.
        if (request.Target.Type == CodeVersionResource.TypeName && request.Rest.Query("hash") is { Length: > 0 })
            return [.. WorkspaceAssets.NewestFirst(resources.OfType(CodeVersionResource.TypeName).Where(code =>
                ResourceId.IsWithin(code["id"].AsText()!, WorkspaceResource.Of(request.Id)!.Value))).Reverse()];
        // The steps of a pipeline are found by its run, or by their names.
        return request.Target.Type != JobResource.TypeName ? all
            : [.. all.Where(each => !ResourceId.TryParse(each["id"].AsText(), out var id) || !runs.IsStep(id))];
    }

    /// <inheritdoc/>
    public override bool ListsWithoutParent(ResourceType parent) => MachineLearningErrors.IsAssetContainer(parent);

    /// <inheritdoc/>
    public override ArmException? NotFound(ResourceId id) => MachineLearningErrors.NotFound(id);

    /// <summary>The PUT of a schedule answers its properties only, without id, name and type.</summary>
    public override JsonObject PutAnswer(ResourceId id, JsonObject shown, JsonObject? before)
    {
        if (id.Type == ScheduleResource.TypeName) return new JsonObject { ["properties"] = shown["properties"]?.DeepClone() };
        if (id.Type == OnlineEndpointResource.TypeName && before is not null) OnlineEndpointResource.ShowTraffic(shown, before);
        return shown;
    }

    /// <summary>A PUT of an online endpoint or a deployment answers 201, be it new or not.</summary>
    public override int StatusOf(ResourceId id, bool isNew) => IsOnline(id) ? 201 : base.StatusOf(id, isNew);

    /// <summary>A new deployment is updated, and not created.</summary>
    public override string StateOf(ResourceId id, bool isNew) =>
        id.Type == OnlineDeploymentResource.TypeName ? "Updating" : base.StateOf(id, isNew);

    /// <summary>
    /// A deployment is there when its process answers. A PUT of a schedule, an endpoint or a compute that changes nothing has an
    /// operation, too: Microsoft's client for Python can't read its answer without one.
    /// </summary>
    public override Task<(string Code, string Message)?>? WorkOf(ResourceId id) =>
        id.Type == OnlineDeploymentResource.TypeName && deployments.Apply(id, again: true) is { } started ? FailureAsync(started)
            : types.Of(id.Type).LongRunning is null ? null : Task.FromResult<(string Code, string Message)?>(null);

    /// <inheritdoc/>
    public override void WriteHeaders(ArmRequest request, bool isRunning)
    {
        var headers = request.Rest.Http.Response.Headers;
        headers.Location = request.Link(request.Id.Value);
        if (isRunning) headers["x-ms-async-operation-timeout"] = "PT30M";
    }

    /// <inheritdoc/>
    public override JsonObject? ErrorBody(HttpResponse response, ArmException error)
    {
        if (error.Code != "UserError") return null;
        response.Headers["x-ms-response-type"] = "error";
        return MachineLearningErrors.ToJson(error, "local", time.GetUtcNow());
    }

    private static async Task<(string Code, string Message)?> FailureAsync(Task<DeploymentFailure?> started) =>
        await started is { } failure ? (failure.Code, failure.Message) : null;

    private static bool IsOnline(ResourceId id) =>
        id.Type == OnlineEndpointResource.TypeName || id.Type == OnlineDeploymentResource.TypeName;

    // A container counts as there as soon as a version may be put into it; a written one says by whom.
    private static bool IsWritten(JsonObject? container) => container?["systemData"] is not null;

    private static bool IsAnonymousComponent(ResourceId id, JsonObject properties) =>
        id.Type == $"{WorkspaceResource.TypeName}/components/versions" && properties["isAnonymous"] is JsonValue value
            && value.TryGetValue(out bool anonymous) && anonymous && properties["componentSpec"] is JsonObject;

    // The service chooses the version itself; the same specification gets the same one again.
    private static ResourceId AnonymousId(ResourceId id, JsonObject properties) => id.Parent!.Child("versions",
        MadeUpIds.From("component", Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes(properties["componentSpec"]!.ToJsonString())))));
}
