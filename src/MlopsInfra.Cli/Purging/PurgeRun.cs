using System.Diagnostics;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Running;
using MlopsInfra.Cli.Targets;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Purging;

/// <summary><c>mlops purge</c>: frees the names that are still held after a destroy, in Azure or on the local cloud.</summary>
internal static class PurgeRun
{
    /// <summary>Runs it and tells the user.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(PurgeSettings settings, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings.Stack, isPreview: settings.DryRun);
        return await CommandRun.GuardAsync(output, () => RunAsync(settings, output, cancellationToken));
    }

    private static async Task<RunReport> RunAsync(PurgeSettings settings, IRunOutput output, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var stack = LocalStacks.Open(settings.Stack);
        await using var target = AzureTarget.For(settings.Local, stack);
        var subscription = settings.SubscriptionId ?? target.ConfiguredSubscription ?? throw NoSubscription(stack);
        var connection = await target.ConnectAsync(cancellationToken);
        var candidates = await PurgeCandidates.FindAsync(stack, subscription, output, cancellationToken);
        var purger = new Purger(connection, what => output.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info, what)));
        output.Phase($"Looking for soft-deleted resources of {stack.Name}{target.Place}");
        var purged = await PurgeAsync(purger, candidates, asks: target.IsShared, settings, output, cancellationToken);
        return new RunReport(stack.Name, "purge", null, null, watch.Elapsed) { Purged = purged, Facts = target.Facts };
    }

    private static async Task<PurgedReport> PurgeAsync(
        Purger purger, IReadOnlyList<PurgeCandidate> candidates, bool asks, PurgeSettings settings, IRunOutput output,
        CancellationToken cancellationToken)
    {
        var plan = await purger.PlanAsync(candidates, cancellationToken);
        if (settings.DryRun || plan.All(resource => resource.Op is PurgeOperation.None or PurgeOperation.Exists))
            return new PurgedReport(plan, settings.DryRun);
        if (asks && !settings.Yes) PurgeQuestion.Ask(plan);
        output.Phase("Purging");
        return new PurgedReport(await purger.ApplyAsync(plan, cancellationToken), IsDryRun: false);
    }

    private static CliException NoSubscription(LocalStack stack) => new(
        ExitCode.Usage, "SubscriptionNotKnown",
        $"In which subscription was {stack.Name}? Say --subscription ID, or set azure-native:subscriptionId in "
            + $"Pulumi.{stack.Name}.yaml or ARM_SUBSCRIPTION_ID.");
}
