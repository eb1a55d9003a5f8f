using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// <c>trigger</c> of a schedule, in previews of the API: its job is submitted at once. At its times
/// <see cref="ScheduleClock"/> does that.
/// </summary>
internal sealed class ScheduleActions(CloudContext cloud, ScheduledJobs jobs) : IArmActions
{
    private const string Action = "properties.action";

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
        var job = await jobs.SubmitAsync(request.Id, definition, cloud.Now, request.Principal,
            request.Rest.OperationFault?.Message, request.Rest.Http.RequestAborted);
        request.Rest.Changed = true;
        await request.Rest.AnswerAsync(200, new JsonObject
        {
            ["scheduleActionType"] = kind,
            ["submissionId"] = job.Name,
        });
        return true;
    }
}
