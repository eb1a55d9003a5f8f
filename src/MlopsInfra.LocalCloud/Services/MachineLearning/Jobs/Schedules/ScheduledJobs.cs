using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

/// <summary>Submits the jobs of schedules.</summary>
internal sealed class ScheduledJobs(IResourceManager resources, MachineLearningRest types, TimeProvider clock)
{
    // The property of a job that says which schedule it is of. Azure keeps that elsewhere.
    private const string Schedule = "localcloud.scheduleId";

    /// <summary>The schedule that submitted a job; null for another job.</summary>
    /// <param name="job">The job.</param>
    public static string? ScheduleOf(JsonObject job) => (job.At("properties.properties") as JsonObject)?[Schedule].AsText();

    /// <summary>The job that a schedule submits at a time: one time has one job.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="time">The time.</param>
    public static ResourceId JobOf(ResourceId schedule, DateTimeOffset time) => schedule.Parent!.Child(JobResource.Collection,
        $"{schedule.Name}-{time.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}");

    /// <summary>Submits it.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="definition">Its <c>jobDefinition</c>.</param>
    /// <param name="time">The time that it is for.</param>
    /// <param name="principal">Object id of who submits it; null for the deployer.</param>
    /// <param name="fault">Why the job is to fail; null for nothing that was told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArmException">What the job names may be gone since the schedule was made.</exception>
    public async Task<ResourceId> SubmitAsync(ResourceId schedule, JsonObject definition, DateTimeOffset time, string? principal,
        string? fault, CancellationToken cancellationToken)
    {
        var job = JobOf(schedule, time);
        var properties = definition.DeepClone().AsObject();
        JobDefinition.Check(properties, WorkspaceAssets.Require(schedule, resources), job.Name);
        properties["status"] = JobTimeline.First;
        if (properties["properties"] is not JsonObject more) properties["properties"] = more = [];
        more[Schedule] = schedule.Value;
        var written = await resources.PutAsync(job, new JsonObject
        {
            ["properties"] = properties,
            ["systemData"] = new JsonObject
            {
                ["createdAt"] = CommonOutputs.Time(clock.GetUtcNow()), ["createdByType"] = "Application",
            },
        }, new ArmRequestOptions(AsService: true), cancellationToken);
        types.StartJob(job, written.Resource["properties"]!.AsObject(), principal, fault);
        return job;
    }
}
