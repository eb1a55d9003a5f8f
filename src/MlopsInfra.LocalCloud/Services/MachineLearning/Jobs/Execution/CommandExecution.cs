using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Parallel;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Containers;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Executes commands: brings their code and data here, starts them, and takes what they wrote.</summary>
internal sealed class CommandExecution(WorkloadHost host, JobData data, JobPython pythons, JobVariables variables,
    JobStates states, JobRuns runs, JobOutputs outputs, EnvironmentImages images, TimeProvider time)
{
    private const int LastLines = 20;
    private const string Shell = "/bin/bash";

    /// <summary>Executes one, once it has its node.</summary>
    /// <param name="step">The command.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="access">Its rights.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Where its outputs are.</returns>
    /// <exception cref="JobException">It failed.</exception>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(CommandStep step, JobContext context, JobAccess access,
        CancellationToken cancellationToken)
    {
        using var folder =
            new JobFolder(host.FolderOf("jobs", $"{WorkspaceResource.GuidOf(context.Workspace.Id)}-{step.Job.Name}"));
        folder.Create(step.Outputs);
        var run = runs.Change(step.Job, each => each with { Logs = [JobArtifacts.CommandLog] });
        await using var log =
            new JobLog(new WorkloadLog(folder.Log), JobArtifacts.CommandLog, run, context.Workspace, data, access);
        try
        {
            var python = host.InContainers ? null : await pythons.FindAsync(step.Definition.Environment, log.Output);
            if (step.Definition.Code?.Resource is { } code)
                await data.DownloadFolderAsync(JobLocations.OfCode(code, context.Workspace), folder.Code, access,
                    cancellationToken);
            var ports = await ReadAsync(step, context.Workspace, folder, access, cancellationToken);
            if (step.Definition.Parallel is { } parallel) ParallelDriver.Write(parallel, folder, ports);
            var (environment, grant) = variables.Of(step, context, run, folder, python, ports);
            using (grant) await ExecuteAsync(step, ports, environment, folder, log.Output, cancellationToken);
            var places = await outputs.KeepAsync(step, context, folder, access, succeeded: true, cancellationToken);
            await outputs.RegisterAsync(step, places, context);
            return places;
        }
        catch (JobException exception)
        {
            log.Output.WriteLine($"[local cloud] {exception.Error.Code}: {exception.Error.Headline}");
            if (exception.Error.ExitCode is not null)
                await outputs.KeepAsync(step, context, folder, access, succeeded: false, cancellationToken);
            throw;
        }
    }

    private async Task<JobPorts> ReadAsync(CommandStep step, WorkspaceAssets workspace, JobFolder folder, JobAccess access,
        CancellationToken cancellationToken)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in step.Inputs)
            inputs[name] = await data.ReadAsync(name, value, folder.Inputs, workspace, access, cancellationToken);
        return new JobPorts(inputs, step.Outputs.ToDictionary(pair => pair.Key, pair => folder.Output(pair.Key, pair.Value)));
    }

    private async Task ExecuteAsync(CommandStep step, JobPorts ports, Dictionary<string, string> environment, JobFolder folder,
        WorkloadLog log, CancellationToken cancellationToken)
    {
        var spec = new WorkloadSpec
        {
            Name = $"job '{step.Job.Name}' (step {step.Name})",
            Command = [File.Exists(Shell) ? Shell : "/bin/sh", "-c", ports.Fill(step.Definition.Command)],
            Folder = folder.Code,
            Environment = environment,
            Log = log,
            Image = await ImageAsync(step, log, cancellationToken),
            Folders = [folder.Root],
        };
        var workload = await StartAsync(spec, cancellationToken);
        runs.Change(step.Job, each => each with { Started = time.GetUtcNow() });
        await states.MoveAsync(step.Job, JobStatus.Running);
        using var limit = new CancellationTokenSource(step.Definition.Limit ?? Timeout.InfiniteTimeSpan);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var isDone = await IsDoneAsync(workload, end.Token);
        cancellationToken.ThrowIfCancellationRequested();
        if (!isDone)
            throw new JobException(new JobError(JobError.User,
                $"The job was canceled because it ran longer than its limit of {step.Definition.Limit}.{LastOf(log)}"),
                JobStatus.Canceled);
        await states.MoveAsync(step.Job, JobStatus.Finalizing);
        if (await workload.Exit is var code and not 0)
            throw new JobException(new JobError(JobError.User,
                $"Execution failed. User process '{ports.Fill(step.Definition.Command).Split(' ')[0]}' exited with status code "
                    + $"{code}."
                    + LastOf(log), code));
    }

    private async Task<string?> ImageAsync(CommandStep step, WorkloadLog log, CancellationToken cancellationToken)
    {
        if (!host.InContainers) return null;
        var environment = step.Definition.Environment;
        var image = environment.Properties?["image"].AsText() ?? throw JobException.User(
            $"The environment '{environment.Id}' names no image: the local cloud runs containers of environments that have one.");
        try
        {
            return await images.FindAsync(image, environment.Properties?["condaFile"].AsText(), log, cancellationToken);
        }
        catch (WorkloadException exception)
        {
            throw new JobException(new JobError(JobError.System, exception.Message));
        }
    }

    private async Task<IWorkload> StartAsync(WorkloadSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            return await host.StartAsync(spec, cancellationToken);
        }
        catch (WorkloadException exception)
        {
            throw new JobException(new JobError(JobError.System, exception.Message));
        }
    }

    private static async Task<bool> IsDoneAsync(IWorkload workload, CancellationToken end)
    {
        try
        {
            await workload.Exit.WaitAsync(end);
            return true;
        }
        catch (OperationCanceledException)
        {
            await workload.StopAsync();
            return false;
        }
    }

    private static string LastOf(WorkloadLog log) =>
        log.Tail(LastLines) is { Length: > 0 } last ? $"{JobError.LogFollows}\n{last}" : " It has printed nothing.";
}
