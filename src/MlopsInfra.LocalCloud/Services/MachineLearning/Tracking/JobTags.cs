using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>
/// The tags of a job are those of its run: what its process logs shows on the job, and what is put on the job shows on the run.
/// </summary>
internal sealed class JobTags(TrackingStore store)
{
    // What tells of a run's name and its parent, which a job says elsewhere.
    private static readonly string[] Own = ["mlflow.parentRunId", "mlflow.rootRunId", TrackedRuns.RunName];

    /// <summary>Adds the tags of the run to what is shown of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="properties">Its properties, to be changed.</param>
    public void Show(ResourceId job, JsonObject properties)
    {
        var state = store.Open(job.Parent!);
        lock (state.Lock)
        {
            if (state.FindRun(job.Name) is not { IsJob: true } run) return;
            properties["tags"] = new JsonObject(run.Tags.Where(tag => !Own.Contains(tag.Key))
                .Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value)));
        }
    }

    /// <summary>Takes the tags of a job that was put as those of its run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="body">The body of the PUT.</param>
    public void Take(ResourceId job, JsonObject body)
    {
        var state = store.Open(job.Parent!);
        lock (state.Lock)
        {
            if (state.FindRun(job.Name) is not { IsJob: true } run) return;
            foreach (var name in run.Tags.Keys.Except(Own).ToList()) run.Tags.Remove(name);
            foreach (var (name, value) in body.At("properties.tags") as JsonObject ?? []) run.Tags[name] = value.AsText() ?? "";
            state.Save(run);
        }
    }
}
