using System.Diagnostics;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Running;
using MlopsInfra.Cli.Targets;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Repairing;

/// <summary><c>mlops repair</c>: what an interrupted deployment left open, in Azure or on the local cloud.</summary>
internal static class RepairRun
{
    /// <summary>Runs it and tells the user.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(RepairSettings settings, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings.Stack, isPreview: !settings.Yes);
        return await CommandRun.GuardAsync(output, () => RunAsync(settings, output, cancellationToken));
    }

    private static async Task<RunReport> RunAsync(RepairSettings settings, IRunOutput output, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var stack = LocalStacks.Open(settings.Stack);
        var (json, source) = await ReadAsync(settings, stack, cancellationToken);
        var export = StackExport.Parse(json, source, stack.Name, stack.Project.Name);
        CheckKnown(settings, export);
        var found = await FindAsync(settings, stack, export, output, cancellationToken);
        // The local cloud is let go by now: the refresh wants it for its plugins.
        var hasRun = found.Command.Count > 0 && (settings.Yes || RepairQuestion.Ask(found));
        if (hasRun) await RefreshAsync(found, stack, output, cancellationToken);
        var report = new RunReport(stack.Name, "repair", null, null, watch.Elapsed) { Repaired = found with { HasRun = hasRun } };
        return found.Open.Any() ? throw new RunFailedException(NotAllKnown(found), report) : report;
    }

    private static async Task<(string Json, string Source)> ReadAsync(RepairSettings settings, LocalStack stack,
        CancellationToken cancellationToken)
    {
        if (settings.StateFile is { } file)
        {
            try
            {
                return (await File.ReadAllTextAsync(file, cancellationToken), file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CliException(ExitCode.Usage, "StateUnavailable",
                    $"The exported state can't be read: {exception.Message}", file, exception);
            }
        }

        string[] words = ["stack", "export", "--stack", stack.Name, "--non-interactive"];
        var result = await PulumiProcess.RunAsync(words, stack.Project.Directory,
            "Install it, or give the state with --state FILE.", null, cancellationToken);
        var command = $"pulumi {string.Join(' ', words)}";
        return result.ExitCode == 0
            ? (result.Output, command)
            : throw new CliException(ExitCode.Failed, "StateUnavailable",
                $"'{command}' ended with {result.ExitCode}: {result.Error.Trim()}", stack.Name);
    }

    private static void CheckKnown(RepairSettings settings, StackExport export)
    {
        var creations = export.Pending.Where(operation => operation.IsCreation).Select(operation => operation.Urn).ToHashSet();
        if (settings.Known.Keys.Concat(settings.Absent).FirstOrDefault(urn => !creations.Contains(urn)) is { } stranger)
            throw new CliException(ExitCode.Usage, "NotPending",
                $"No creation of {stranger} is "
                    + $"pending.{(creations.Count == 0 ? "" : $" Pending are: {string.Join(", ", creations)}.")}", stranger);
        if (settings.Absent.FirstOrDefault(settings.Known.ContainsKey) is { } both)
            throw new CliException(ExitCode.Usage, "Usage", $"--id and --absent both name {both}: it is there, or it is not.",
                both);
    }

    private static async Task<RepairReport> FindAsync(RepairSettings settings, LocalStack stack, StackExport export,
        IRunOutput output, CancellationToken cancellationToken)
    {
        if (export.Pending.Count == 0) return new RepairReport([], [], HasRun: false);
        await using var target = AzureTarget.For(settings.Local, stack);
        output.Phase($"Looking for what was being created in {stack.Name}{target.Place}");
        var reader = new ArmQueries(await target.ConnectAsync(cancellationToken));
        var subscriptions = new Subscriptions(export, settings.SubscriptionId, target.ConfiguredSubscription);
        var items = await new RepairPlanner(reader, subscriptions, settings).PlanAsync(export.Pending, cancellationToken);
        return new RepairReport(items, RefreshCommand.Words(stack.Name, items), HasRun: false);
    }

    private static async Task RefreshAsync(RepairReport report, LocalStack stack, IRunOutput output,
        CancellationToken cancellationToken)
    {
        output.Phase(report.CommandLine);
        var result = await PulumiProcess.RunAsync([.. report.Command.Skip(1)], stack.Project.Directory,
            "Install it, and run the command above.", output, cancellationToken);
        if (result.ExitCode == 0) return;
        throw new CliException(
            ExitCode.Failed, "RefreshFailed",
            $"'{report.CommandLine}' ended with {result.ExitCode}. If it says that the stack is locked, and nobody else is at "
                + $"work on it: pulumi cancel --stack {stack.Name}, then 'mlops repair {stack.Name}' again.", stack.Name);
    }

    private static CliException NotAllKnown(RepairReport report) => new(
        ExitCode.Failed, "NotAllKnown",
        $"Of {report.Open.Count()} of {report.Items.Count} pending operations it is not known whether the resource is there. "
            + "Look, and say it with --id URN=ID or --absent URN.")
    {
        Details = [.. report.Open.Select(item => new ErrorDetail("NotAllKnown", $"{item.Operation.Urn}: {item.Reason}",
            item.Operation.Urn))],
    };
}
