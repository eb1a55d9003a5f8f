using MlopsInfra.Lifecycle.Data;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Finds out which job does what was asked for, and whether it is there already.</summary>
/// <param name="environment">The environment.</param>
/// <param name="note">Is told what can't be known.</param>
internal sealed class TrainingPlanner(LifecycleEnvironment environment, Action<string> note)
{
    // From no node of the cluster to the end of a small training (3 to 6 minutes for the node, then the steps).
    private static readonly TimeSpan UsualTraining = TimeSpan.FromMinutes(12);

    /// <summary>Makes the plan. Nothing is changed.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It does not fit the pipeline, or none is published.</exception>
    public async Task<TrainingPlan> PlanAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var pipeline = request.Pipeline is { } asked
            ? await new NamedPipelines(environment).FindAsync(asked, cancellationToken)
            : await new TrainingPipelines(environment).FindAsync(cancellationToken);
        var planned = await PlannedInputs.FindAsync(environment, pipeline, request, note, cancellationToken);
        var (name, existing, cutOff) = await JobAsync(pipeline, planned, request.Again, cancellationToken);
        return new TrainingPlan(name, pipeline)
        {
            Inputs = planned.Inputs,
            Data = planned.Data,
            Existing = existing,
            CutOff = cutOff,
            Experiment = request.Experiment
                ?? (pipeline.Endpoint is null ? KindOf(pipeline) : TrainingRequest.DefaultExperiment),
            Tags = Tags(request, planned.Data),
            Steps = Steps(name, pipeline, planned.Data, existing),
        };
    }

    private static string KindOf(TrainingPipeline pipeline) =>
        pipeline.Endpoint is null ? pipeline.Code.Split(':')[0] : JobName.Training;

    // The newest attempt counts: one that failed is tried again under the next name.
    private async Task<(string Name, TrainingJob? Existing, IReadOnlyList<string> CutOff)> JobAsync(TrainingPipeline pipeline,
        PlannedInputs planned, bool again, CancellationToken cancellationToken)
    {
        var cutOff = new List<string>();
        TrainingJob? last = null;
        for (var attempt = 1; ; attempt++)
        {
            var name = JobName.Of(environment.Outputs.Environment, pipeline.Code, planned.Inputs, planned.Version, attempt,
                KindOf(pipeline));
            if (await TrainingJob.FindAsync(environment, name, cancellationToken) is { } found)
            {
                last = found;
                if (found.HasEnded && found.Status != JobState.Completed) cutOff.Add(found.Name);
                continue;
            }

            var isUsable = last is not null && !again && (!last.HasEnded || last.Status == JobState.Completed);
            return isUsable ? (last!.Name, last, cutOff) : (name, null, cutOff);
        }
    }

    private static Dictionary<string, string> Tags(TrainingRequest request, RunData? data)
    {
        var tags = new Dictionary<string, string>(request.Metadata.ToTags(), StringComparer.Ordinal);
        if (data?.Version is { } version) tags[LifecycleTags.JobDataVersion] = version;
        if (data is not null) tags[LifecycleTags.JobDataPath] = data.Path;
        foreach (var (name, value) in request.Tags) tags[name] = value;
        return tags;
    }

    private static IReadOnlyList<PlannedStep> Steps(string name, TrainingPipeline pipeline, RunData? data,
        TrainingJob? existing)
    {
        var by = pipeline.Deployment is { } deployment ? $" by the deployment {deployment}" : "";
        var runs = existing is null ? $"start {name}: {pipeline.Code}{by}"
            : existing.HasEnded ? $"{name} did this already, and is {existing.Status}: nothing to do (--again does it once more)"
                : $"{name} does this already, and is {existing.Status}: it is followed";
        var job = new PlannedStep("job", runs, existing is null) { UsualDuration = UsualTraining };
        if (data is null) return [job];
        var uploads = data.Upload is not null && existing is null;
        return [new PlannedStep("data", uploads ? $"upload {data.Said} where it is missing" : data.Said, uploads), job];
    }
}
