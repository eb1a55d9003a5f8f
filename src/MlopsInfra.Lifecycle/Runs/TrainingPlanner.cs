using MlopsInfra.Lifecycle.Data;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Finds out which job does what was asked for, and whether it is there already.</summary>
/// <param name="environment">The environment.</param>
/// <param name="note">Is told what can't be known.</param>
internal sealed class TrainingPlanner(LifecycleEnvironment environment, Action<string> note)
{
    // The input that new data is given to; other pipelines name the only data that they read as they like.
    private const string UsualDataInput = "training_data";

    // From no node of the cluster to the end of a small training (3 to 6 minutes for the node, then the steps).
    private static readonly TimeSpan UsualTraining = TimeSpan.FromMinutes(12);

    private static readonly string[] DataTypes = ["uri_folder", "uri_file", "mltable"];

    /// <summary>Makes the plan. Nothing is changed.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It does not fit the pipeline, or none is published.</exception>
    public async Task<TrainingPlan> PlanAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var pipeline = await new TrainingPipelines(environment).FindAsync(cancellationToken);
        var given = Given(pipeline, request, out var dataPort, out var dataText);
        var data = await new DataSource(environment, note).FindAsync(dataText, dataPort, cancellationToken);
        IReadOnlyList<JobInput> inputs = [.. given, new JobInput(dataPort.Name, dataPort.Type, data.Uri)];
        CheckComplete(pipeline, inputs);
        var (name, existing, cutOff) = await JobAsync(pipeline, inputs, data, request.Again, cancellationToken);
        return new TrainingPlan(name, pipeline)
        {
            Inputs = inputs,
            Data = data,
            Existing = existing,
            CutOff = cutOff,
            Experiment = request.Experiment,
            Tags = Tags(request, data),
            Steps = Steps(name, pipeline, data, existing),
        };
    }

    private static IReadOnlyList<JobInput> Given(TrainingPipeline pipeline, TrainingRequest request, out InputPort dataPort,
        out string? dataText)
    {
        var port = DataPort(pipeline, request);
        dataPort = port;
        var asInput = request.Inputs.Where(input => input.Key == port.Name).Select(input => input.Value).ToList();
        if (asInput.Count > 1 || (asInput.Count == 1 && request.Data is not null))
        {
            throw LifecycleException.Usage("InvalidInput",
                $"The data is given more than once: '{port.Name}' is what --data means.");
        }

        dataText = request.Data ?? asInput.FirstOrDefault() ?? pipeline.Given.GetValueOrDefault(port.Name);
        // What the command line says comes before what the deployment says.
        var others = request.Inputs.Where(input => input.Key != port.Name).ToList();
        var defaults = pipeline.Given.Where(input => input.Key != port.Name && others.All(other => other.Key != input.Key));
        return InputValues.Read(pipeline.Inputs, [.. others, .. defaults]);
    }

    private static InputPort DataPort(TrainingPipeline pipeline, TrainingRequest request)
    {
        var data = pipeline.Inputs.Where(port => DataTypes.Contains(port.Type)).ToList();
        if (data.FirstOrDefault(port => port.Name == UsualDataInput) is { } usual) return usual;
        var required = data.Where(port => port.IsRequired).ToList();
        if (required is [var only]) return only;
        // A registry's component does not say what it takes.
        if (pipeline.Inputs.Count == 0) return new InputPort(UsualDataInput, "uri_folder");
        throw LifecycleException.Usage("UnknownInput", request.Data is null
            ? $"It is not clear which input of the pipeline is its data. {InputValues.Names(pipeline.Inputs)} "
                + "Name it --input NAME=ADDRESS."
            : $"It is not clear which input --data means. {InputValues.Names(pipeline.Inputs)} Say --input NAME=ADDRESS.");
    }

    private static void CheckComplete(TrainingPipeline pipeline, IReadOnlyList<JobInput> inputs)
    {
        var missing = pipeline.Inputs.Where(port => port.IsRequired && inputs.All(input => input.Name != port.Name)).ToList();
        if (missing.Count == 0) return;
        throw LifecycleException.Usage("MissingInput",
            $"The pipeline needs a value for {string.Join(", ", missing.Select(port => $"{port.Name} ({port.Type})"))}: --input "
            + $"{missing[0].Name}=VALUE.");
    }

    // The newest attempt counts: one that failed is tried again under the next name.
    private async Task<(string Name, TrainingJob? Existing, IReadOnlyList<string> CutOff)> JobAsync(TrainingPipeline pipeline,
        IReadOnlyList<JobInput> inputs, RunData data, bool again, CancellationToken cancellationToken)
    {
        var cutOff = new List<string>();
        TrainingJob? last = null;
        for (var attempt = 1; ; attempt++)
        {
            var name = JobName.Of(environment.Outputs.Environment, pipeline.Code, inputs, data.Version, attempt);
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

    private static Dictionary<string, string> Tags(TrainingRequest request, RunData data)
    {
        var tags = new Dictionary<string, string>(request.Metadata.ToTags(), StringComparer.Ordinal);
        if (data.Version is { } version) tags[LifecycleTags.JobDataVersion] = version;
        tags[LifecycleTags.JobDataPath] = data.Path;
        foreach (var (name, value) in request.Tags) tags[name] = value;
        return tags;
    }

    private static IReadOnlyList<PlannedStep> Steps(string name, TrainingPipeline pipeline, RunData data, TrainingJob? existing)
    {
        var runs = existing is null
            ? $"start {name}: {pipeline.Code} by the deployment {pipeline.Deployment}"
            : existing.HasEnded ? $"{name} did this already, and is {existing.Status}: nothing to do (--again trains once more)"
                : $"{name} does this already, and is {existing.Status}: it is followed";
        var uploads = data.Upload is not null && existing is null;
        return
        [
            new PlannedStep("data", uploads ? $"upload {data.Said} where it is missing" : data.Said, uploads),
            new PlannedStep("job", runs, existing is null) { UsualDuration = UsualTraining },
        ];
    }
}
