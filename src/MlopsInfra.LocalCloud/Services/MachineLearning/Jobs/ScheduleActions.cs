using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// <c>trigger</c> of a schedule, in previews of the API: its job is submitted at once. By itself no schedule fires here.
/// </summary>
internal sealed class ScheduleActions(CloudContext cloud, IResourceManager resources, MachineLearningRest types) : IArmActions
{
    private const string Action = "properties.action";

    // The property of a job that says which schedule it is of. Azure keeps that elsewhere.
    private const string Schedule = "localcloud.scheduleId";

    /// <summary>The schedule that submitted a job; null for another job.</summary>
    /// <param name="job">The job.</param>
    public static string? ScheduleOf(JsonObject job) => (job.At("properties.properties") as JsonObject)?[Schedule].AsText();

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        if (request.Id.Type != ScheduleResource.TypeName
            || !request.Target.Action.Equals("trigger", StringComparison.OrdinalIgnoreCase)) return false;
        RequestChecks.CheckLocks(cloud, request.Id, isDelete: false);
        var schedule = cloud.Find(request.Id.Value) ?? throw ArmErrors.ResourceNotFound(request.Id);
        var kind = schedule.Body.Text($"{Action}.actionType");
        if (kind != "CreateJob" || schedule.Body.At($"{Action}.jobDefinition") is not JsonObject definition)
            throw MachineLearningErrors.User(
                $"The schedule '{request.Id.Name}' has the action {kind}. The local cloud triggers only what creates a job.");
        await request.Rest.AnswerAsync(200, new JsonObject
        {
            ["scheduleActionType"] = kind,
            ["submissionId"] = await SubmitAsync(request, definition),
        });
        return true;
    }

    private async Task<string> SubmitAsync(ArmRequest request, JsonObject definition)
    {
        // What the job names may be gone since the schedule was made.
        var workspace = WorkspaceAssets.Require(request.Id, resources);
        var time = cloud.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var job = workspace.Id.Child(JobResource.Collection, $"{request.Id.Name}-{time}");
        var properties = definition.DeepClone().AsObject();
        JobDefinition.Check(properties, workspace, job.Name);
        properties["status"] = JobTimeline.First;
        if (properties["properties"] is not JsonObject more) properties["properties"] = more = [];
        more[Schedule] = request.Id.Value;
        var written = await resources.PutAsync(job, new JsonObject
        {
            ["properties"] = properties,
            ["systemData"] = new JsonObject { ["createdAt"] = CommonOutputs.Time(cloud.Now), ["createdByType"] = "Application" },
        }, new ArmRequestOptions(AsService: true), request.Rest.Http.RequestAborted);
        request.Rest.Changed = true;
        types.StartJob(job, written.Resource["properties"]!.AsObject(), request.Principal, request.Rest.OperationFault?.Message);
        return job.Name;
    }
}
