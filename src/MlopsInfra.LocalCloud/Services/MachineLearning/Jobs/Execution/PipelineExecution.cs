using System.Collections.Concurrent;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Executes the steps of one pipeline: each as soon as those have completed that it needs.</summary>
internal sealed class PipelineExecution(PipelineDefinition pipeline, IReadOnlyDictionary<string, JobValue> inputs,
    IReadOnlyDictionary<string, JobOutput> outputs, JobContext context, JobRun run, StepRunner runner, Action<string> log)
{
    private readonly ConcurrentDictionary<string, JobResult> _results = new(StringComparer.Ordinal);

    /// <summary>Executes it.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<JobResult> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        foreach (var step in pipeline.Steps)
        {
            var before = pipeline.Needs[step.Name].Select(name => running[name]).ToArray();
            running[step.Name] = RunAsync(step, before, stop);
        }

        await Task.WhenAll(running.Values);
        return Result(cancellationToken.IsCancellationRequested) with { Declared = pipeline.Outputs };
    }

    private async Task RunAsync(PipelineNode step, Task[] before, CancellationTokenSource stop)
    {
        await Task.WhenAll(before);
        if (stop.IsCancellationRequested || !pipeline.Needs[step.Name].All(name =>
            _results.TryGetValue(name, out var result) && result.IsCompleted))
        {
            log($"{step.Name}: not started");
            return;
        }

        log($"{step.Name}: started");
        var result = await ResultAsync(step, stop.Token);
        _results[step.Name] = result;
        log($"{step.Name}: {result.Status}{(result.Error is { } error ? $": {error.Headline}" : "")}");
        if (!result.IsCompleted && !context.ContinuesOnFailure) await stop.CancelAsync();
    }

    private async Task<JobResult> ResultAsync(PipelineNode step, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(step, InputsOf(step), OutputsOf(step), context, run, cancellationToken);
        }
        catch (JobException exception)
        {
            return new JobResult(JobStatus.Failed, new Dictionary<string, string>(), exception.Error);
        }
    }

    private Dictionary<string, JobValue> InputsOf(PipelineNode step)
    {
        var values = new Dictionary<string, JobValue>(StringComparer.Ordinal);
        foreach (var (name, bound) in JobValue.Of(step.Inputs))
        {
            if (JobExpressions.Bound(bound, Find) is { } value) values[name] = value;
        }

        return values;
    }

    private JobValue? Find(string? step, string name)
    {
        if (step is null) return inputs.GetValueOrDefault(name);
        return _results.TryGetValue(step, out var result) && result.Outputs.TryGetValue(name, out var place)
            ? new JobValue(null, place)
            : throw JobException.User($"The step '{step}' of pipeline '{pipeline.Name}' has written no output '{name}'.");
    }

    // An output of the pipeline that has a place or a name of its own gives it to the step's output that it is bound to.
    private Dictionary<string, JobOutput> OutputsOf(PipelineNode step)
    {
        var given = new Dictionary<string, JobOutput>(StringComparer.Ordinal);
        foreach (var (name, value) in step.Outputs)
        {
            var own = JobOutput.Of(value, null);
            var parent = JobExpressions.ParentOutput(value.Member("value").AsText());
            var above = parent is null ? null : outputs.GetValueOrDefault(parent);
            given[name] = own with
            {
                Uri = own.Uri ?? above?.Uri, Mode = own.Mode ?? above?.Mode, AssetName = own.AssetName ?? above?.AssetName,
                AssetVersion = own.AssetVersion ?? above?.AssetVersion,
            };
        }

        return given;
    }

    private JobResult Result(bool isCanceled)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var step in pipeline.Steps)
        {
            foreach (var (name, value) in step.Outputs)
            {
                if (JobExpressions.ParentOutput(value.Member("value").AsText()) is { } parent
                    && _results.GetValueOrDefault(step.Name)?.Outputs.GetValueOrDefault(name) is { } place)
                    places[parent] = place;
            }
        }

        if (isCanceled) return new JobResult(JobStatus.Canceled, places);
        var failed = pipeline.Steps.Where(step => _results.GetValueOrDefault(step.Name) is { IsCompleted: false }).ToList();
        if (failed.Count == 0) return new JobResult(JobStatus.Completed, places);
        // Those that were stopped because of it say nothing of why.
        var first = failed.Find(step => _results[step.Name].Error is not null) ?? failed[0];
        var error = _results[first.Name].Error;
        return new JobResult(JobStatus.Failed, places, new JobError(error?.Code ?? JobError.User,
            $"Pipeline has failed child jobs. Failed nodes: {string.Join(", ", failed.Select(step => "/" + step.Name))}. "
                + $"{first.Name}: {error?.Message ?? "canceled"}", error?.ExitCode));
    }
}
