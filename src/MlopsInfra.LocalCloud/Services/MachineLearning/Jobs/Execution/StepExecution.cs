using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Takes a command from its queue to its end, or takes what an earlier one wrote that did the same.</summary>
internal sealed class StepExecution(CommandExecution commands, JobData data, JobIdentities identities, JobStates states,
    JobRuns runs, ComputeSlots slots, TimeProvider time)
{
    /// <summary>Executes a command as a job of its own.</summary>
    /// <param name="step">The command.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="parent">The job that it is a step of.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<JobResult> RunAsync(CommandStep step, JobContext context, JobRun parent,
        CancellationToken cancellationToken)
    {
        await CreateAsync(step, context, parent);
        JobResult result;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = new JobResult(JobStatus.Completed, await OutputsAsync(step, context, cancellationToken));
        }
        catch (JobException exception)
        {
            result = new JobResult(exception.Status, new Dictionary<string, string>(), exception.Error);
        }
        catch (OperationCanceledException)
        {
            result = new JobResult(JobStatus.Canceled, new Dictionary<string, string>());
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or UnauthorizedAccessException)
        {
            result = new JobResult(JobStatus.Failed, new Dictionary<string, string>(),
                new JobError(JobError.System, $"The local cloud could not run it: {exception.Message}"));
        }

        runs.Change(step.Job, run => run with { Ended = time.GetUtcNow(), Error = result.Error, Outputs = result.Outputs });
        await states.MoveAsync(step.Job, result.Status, result.Error?.Message,
            properties => StepJob.ShowOutputs(properties, result));
        return result;
    }

    private async Task<IReadOnlyDictionary<string, string>> OutputsAsync(CommandStep step, JobContext context,
        CancellationToken cancellationToken)
    {
        var access = identities.AccessOf(context, step.Compute);
        var key = step.Definition.IsDeterministic ? await KeyAsync(step, context, access, cancellationToken) : null;
        if (key is not null && !context.ForcesRuns && runs.Of(context.Workspace.Id).FirstOrDefault(run =>
            run.Key == key && run.Error is null && run.Ended is not null && run.ReusedRun is null) is { } earlier)
        {
            runs.Change(step.Job, run => run with { ReusedRun = earlier.Name, Started = time.GetUtcNow() });
            await states.MoveAsync(step.Job, JobStatus.Running,
                change: properties => StepJob.MarkReused(properties, earlier.Name));
            return earlier.Outputs;
        }

        using var slot = await slots.TakeAsync(step.Compute, context.Workspace, cancellationToken);
        await states.MoveAsync(step.Job, JobStatus.Preparing);
        var outputs = await commands.RunAsync(step, context, access, cancellationToken);
        // Only what completed stands in for others.
        runs.Change(step.Job, run => run with { Key = key });
        return outputs;
    }

    private async Task<string> KeyAsync(CommandStep step, JobContext context, JobAccess access,
        CancellationToken cancellationToken)
    {
        var text = new StringBuilder(step.Definition.Component);
        if (step.Definition.Parallel is { } parallel) text.Append('\n').Append(parallel);
        foreach (var (name, value) in step.Inputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append('=')
                .Append(await data.FingerprintAsync(value, context.Workspace, access, cancellationToken));
        foreach (var (name, value) in step.Definition.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append("\nenv ").Append(name).Append('=').Append(value);
        foreach (var (name, output) in step.Outputs.Where(pair => pair.Value.Uri is not null || pair.Value.AssetName is not null))
            text.Append("\nto ").Append(name).Append('=').Append(output);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private async Task CreateAsync(CommandStep step, JobContext context, JobRun parent)
    {
        runs.Save(new JobRun
        {
            Id = step.Job.Value, Name = step.Job.Name, Parent = parent.Name, Root = parent.Root, Step = step.Name,
            Principal = context.Principal, Created = time.GetUtcNow(),
        });
        await states.CreateAsync(step.Job, StepJob.Of(step, context, parent));
    }
}
