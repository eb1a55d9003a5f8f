using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Sweeps;

/// <summary>
/// Executes sweeps: trials of a command with values from a search space, of which the one with the best metric gives the outputs.
/// Bayesian sampling draws by chance here, and policies of early termination end no trial.
/// </summary>
internal sealed class SweepExecution(StepExecution commands, CompositeJobs composites, TrialMetrics metrics)
{
    // As in Azure, where a sweep says nothing ("CLI (v2) sweep job YAML schema", limits).
    private const int MostTrials = 1000;

    /// <summary>Executes one.</summary>
    /// <param name="step">The step.</param>
    /// <param name="component">The component of the trials.</param>
    /// <param name="inputs">What its inputs have, but for those that are searched.</param>
    /// <param name="outputs">What is said of its outputs.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="parent">The job that it is a step of.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="JobException">It can't be executed.</exception>
    public async Task<JobResult> RunAsync(PipelineNode step, AssetReference component,
        IReadOnlyDictionary<string, JobValue> inputs, IReadOnlyDictionary<string, JobOutput> outputs, JobContext context,
        JobRun parent, CancellationToken cancellationToken)
    {
        var sampling = step.Body["sampling_algorithm"].AsText() ?? step.Body.Text("sampling_algorithm.type") ?? "random";
        var trials = Trials.Of(step.ObjectOf("search_space")!, sampling.Equals("grid", StringComparison.OrdinalIgnoreCase),
            Limit(step, "max_total_trials") ?? MostTrials, Seed(step));
        var run = await composites.BeginAsync(step, Properties(step, component), context, parent);
        using var limit = new CancellationTokenSource(Time(step, "timeout") ?? Timeout.InfiniteTimeSpan);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var slots = new SemaphoreSlim(Limit(step, "max_concurrent_trials") ?? trials.Count);
        var results = await Task.WhenAll(trials.Select((trial, number) => TryAsync(
            TrialOf(step, component, inputs, outputs, context, trial, number), context, run, slots, stop.Token)));
        if (cancellationToken.IsCancellationRequested)
            return await composites.EndAsync(run, new JobResult(JobStatus.Canceled, new Dictionary<string, string>()));
        return await BestAsync(step, run, results, context);
    }

    private static CommandStep TrialOf(PipelineNode step, AssetReference component, IReadOnlyDictionary<string, JobValue> inputs,
        IReadOnlyDictionary<string, JobOutput> outputs, JobContext context, IReadOnlyDictionary<string, string> trial, int number)
    {
        var all = new Dictionary<string, JobValue>(inputs, StringComparer.Ordinal);
        foreach (var (name, value) in trial) all[name] = new JobValue(value, null);
        // The step's own time is that of all trials together.
        var own = new JsonObject { ["environment_variables"] = step.Body["environment_variables"]?.DeepClone() };
        if (Time(step, "trial_timeout") is { } time)
            own["limits"] = new JsonObject { ["timeout"] = time.TotalSeconds.ToString(CultureInfo.InvariantCulture) };
        var definition = CommandDefinition.Of(component, own, context.Workspace);
        return CommandStep.Of(step, definition, all, outputs, context) with { Name = $"{step.Name}_{number}" };
    }

    private async Task<(CommandStep Trial, JobResult Result)> TryAsync(CommandStep trial, JobContext context, JobRun sweep,
        SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            await slots.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return (trial, new JobResult(JobStatus.Canceled, new Dictionary<string, string>()));
        }

        try
        {
            return (trial, await commands.RunAsync(trial, context, sweep, cancellationToken));
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<JobResult> BestAsync(PipelineNode step, JobRun run, (CommandStep Trial, JobResult Result)[] results,
        JobContext context)
    {
        var metric = step.Body.Text("objective.primary_metric")!;
        var isMinimum = "minimize".Equals(step.Body.Text("objective.goal"), StringComparison.OrdinalIgnoreCase);
        var scored = results.Where(each => each.Result.IsCompleted)
            .Select(each => (each.Trial, each.Result, Score: metrics.Find(each.Trial.Job, metric, context.Workspace)))
            .Where(each => each.Score is not null).OrderBy(each => isMinimum ? each.Score : -each.Score).ToList();
        if (scored is [var best, ..])
        {
            var declared = new JsonObject(best.Trial.Outputs.Select(output =>
                KeyValuePair.Create<string, JsonNode?>(output.Key, new JsonObject { ["type"] = output.Value.Type })));
            return await composites.EndAsync(run, best.Result with { Declared = declared }, properties =>
            {
                properties["properties"]!["best_child_run_id"] = best.Trial.Job.Name;
                properties["properties"]!["score"] = best.Score!.Value.ToString("R", CultureInfo.InvariantCulture);
            });
        }

        var failed = Array.Find(results, each => each.Result.Error is not null).Result?.Error;
        var reason = failed is null ? $"No trial has logged the metric '{metric}', which is the objective."
            : $"No trial has completed. The first that failed: {failed.Message}";
        return await composites.EndAsync(run,
            new JobResult(JobStatus.Failed, new Dictionary<string, string>(),
                new JobError(JobError.User, reason, failed?.ExitCode)));
    }

    private static JsonObject Properties(PipelineNode step, AssetReference component) => new()
    {
        ["jobType"] = "Sweep",
        ["trial"] = new JsonObject { ["componentId"] = component.Id },
        ["objective"] = new JsonObject { ["goal"] = step.Body.Text("objective.goal"),
            ["primaryMetric"] = step.Body.Text("objective.primary_metric") },
        ["searchSpace"] = step.Body["search_space"]!.DeepClone(),
        ["samplingAlgorithm"] = new JsonObject
        {
            ["samplingAlgorithmType"] = step.Body["sampling_algorithm"].AsText()
                ?? step.Body.Text("sampling_algorithm.type") ?? "random",
        },
    };

    private static int Seed(PipelineNode step) =>
        int.TryParse(step.Body.At("sampling_algorithm.seed")?.ToString(), CultureInfo.InvariantCulture, out var seed) ? seed : 0;

    private static int? Limit(PipelineNode step, string name) =>
        int.TryParse(step.Body.At($"limits.{name}")?.ToString(), CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : null;

    private static TimeSpan? Time(PipelineNode step, string name) => CommandDefinition.Duration(step.Body.At($"limits.{name}"));
}
