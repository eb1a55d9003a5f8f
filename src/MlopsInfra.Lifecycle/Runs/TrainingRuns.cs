using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Data;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>
/// Runs of published pipelines: by jobs whose names follow from what they do, so that the same request is the same
/// job, however often it is made and wherever it was broken off.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="progress">Is told what happens.</param>
public sealed class TrainingRuns(LifecycleEnvironment environment, ILifecycleProgress progress)
{
    /// <summary>Finds out what is to be done, and tells it. Nothing is changed.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It does not fit the pipeline, none is published, or Azure refuses.</exception>
    public async Task<TrainingPlan> PlanAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var plan = await new TrainingPlanner(environment, progress.Note).PlanAsync(request, cancellationToken);
        progress.Planned(plan.Steps);
        return plan;
    }

    /// <summary>Whether a pipeline component of this name is registered.</summary>
    /// <param name="pipeline">Its name, with or without a version.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public Task<bool> IsRegisteredAsync(string pipeline, CancellationToken cancellationToken) =>
        new NamedPipelines(environment).IsThereAsync(pipeline, cancellationToken);

    /// <summary>Uploads the data and starts the job, where that has to be done.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends it; the same request goes on from there.</param>
    /// <returns>The job.</returns>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public async Task<TrainingJob> StartAsync(TrainingPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Existing is { } existing)
        {
            if (plan.Data is { } known) progress.Changed(new LifecycleStep("data", StepState.Kept, known.Said));
            return existing;
        }

        if (plan.Data is { } data) await UploadAsync(data, cancellationToken);
        return await LifecycleEnvironment.GuardAsync($"starting the job {plan.Job} of {environment.Name}", async () =>
        {
            var (_, body) = await environment.Arm.SendAsync(RequestMethod.Put, environment.InWorkspace($"jobs/{plan.Job}"),
                Body(plan), cancellationToken);
            return TrainingJob.Of(body ?? throw new LifecycleException("NoAnswer",
                $"Starting the job {plan.Job} was answered by nothing."));
        }, cancellationToken);
    }

    /// <summary>Follows a job to its end, and tells of its steps.</summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">The plan that it was started by.</param>
    /// <param name="polling">How often it is looked at.</param>
    /// <param name="cancellationToken">Ends the following; the job goes on.</param>
    /// <returns>What came of it; a job that failed is no exception.</returns>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public async Task<TrainingResult> FollowAsync(TrainingJob job, TrainingPlan plan, Polling polling,
        CancellationToken cancellationToken)
    {
        var ended = await new JobFollower(environment, progress).FollowAsync(job, polling, cancellationToken);
        return await new TrainingResults(environment).OfAsync(ended.Job, ended.Error, plan.CutOff, plan.Tags.Keys,
            cancellationToken);
    }

    private async Task UploadAsync(RunData data, CancellationToken cancellationToken)
    {
        try
        {
            var uploaded = data.Upload is { } files
                ? await new DataUpload(environment).RunAsync(files, cancellationToken) : 0;
            progress.Changed(new LifecycleStep("data", uploaded > 0 ? StepState.Done : StepState.Kept,
                uploaded > 0 ? $"{data.Said} uploaded" : data.Said));
        }
        catch (LifecycleException failure)
        {
            progress.Changed(new LifecycleStep("data", StepState.Failed, $"{data.Said}: {failure.Code}"));
            throw;
        }
    }

    private JsonObject Body(TrainingPlan plan)
    {
        var (inputs, outputs, tags) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var input in plan.Inputs) inputs[input.Name] = input.ToJson();
        foreach (var (name, type) in plan.Pipeline.Outputs)
            outputs[name] = new JsonObject { ["jobOutputType"] = type };
        foreach (var (name, value) in plan.Tags) tags[name] = value;
        return new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["jobType"] = "Pipeline",
                ["displayName"] = plan.Job,
                ["experimentName"] = plan.Experiment,
                ["componentId"] = plan.Pipeline.ComponentId,
                ["inputs"] = inputs,
                ["outputs"] = outputs,
                ["jobs"] = new JsonObject(),
                ["settings"] = Settings(plan.Pipeline.Settings),
                ["tags"] = tags,
            },
        };
    }

    // A deployment's settings are texts, and name computes alone; a job's have Azure's own types.
    private JsonObject Settings(JsonObject deployed)
    {
        var settings = new JsonObject();
        foreach (var (name, value) in deployed)
        {
            var text = value?.ToString() ?? "";
            settings[name] = bool.TryParse(text, out var flag) ? flag : text;
        }

        var compute = (string?)settings["default_compute"] is { Length: > 0 } named
            ? named : environment.Outputs.TrainingComputeName;
        settings["default_compute"] = compute.Contains('/') ? compute : $"{environment.WorkspaceId}/computes/{compute}";
        return settings;
    }
}
