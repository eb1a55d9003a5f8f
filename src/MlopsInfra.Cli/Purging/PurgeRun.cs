using System.Diagnostics;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalCloud.Arm;
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
        if (!settings.Local)
        {
            var candidates = await PurgeCandidates.FindAsync(stack, Subscription(settings, stack), output, cancellationToken);
            var connection = await AzureConnections.CreateAsync(stack, cancellationToken);
            var purged = await PurgeAsync(connection, candidates, settings, output, cancellationToken);
            return new RunReport(stack.Name, "purge", null, null, watch.Elapsed) { Purged = purged };
        }
        else
        {
            await using var cloud = await LocalClouds.ReachAsync(stack, cancellationToken);
            var subscription =
                AzureSettings.Find(stack.Configuration, "subscriptionId", "") ?? new LocalCloudOptions().SubscriptionIds[0];
            var candidates =
                await PurgeCandidates.FindAsync(stack, settings.SubscriptionId ?? subscription, output, cancellationToken);
            await using var azure = await cloud.StartAzureAsync(cancellationToken);
            var purged = await PurgeAsync(azure.Connection, candidates, settings, output, cancellationToken);
            return new RunReport(stack.Name, "purge", null, null, watch.Elapsed) { Purged = purged, Facts = [azure.Fact] };
        }
    }

    private static async Task<PurgedReport> PurgeAsync(
        AzureConnection connection, IReadOnlyList<PurgeCandidate> candidates, PurgeSettings settings, IRunOutput output,
        CancellationToken cancellationToken)
    {
        var purger = new Purger(connection, what => output.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info, what)));
        output.Phase(
            $"Looking for soft-deleted resources of {settings.Stack.Stack}{(settings.Local ? " on the local cloud" : "")}");
        var plan = await purger.PlanAsync(candidates, cancellationToken);
        if (settings.DryRun || plan.All(resource => resource.Op is PurgeOperation.None or PurgeOperation.Exists))
            return new PurgedReport(plan, settings.DryRun);
        if (!settings.Local && !settings.Yes) PurgeQuestion.Ask(plan);
        output.Phase("Purging");
        return new PurgedReport(await purger.ApplyAsync(plan, cancellationToken), IsDryRun: false);
    }

    private static string Subscription(PurgeSettings settings, LocalStack stack) =>
        settings.SubscriptionId ?? AzureSettings.Find(stack.Configuration, "subscriptionId", "ARM_SUBSCRIPTION_ID")
            ?? throw new CliException(
            ExitCode.Usage, "SubscriptionNotKnown",
            $"In which subscription was {stack.Name}? Say --subscription ID, or set azure-native:subscriptionId in "
                + $"Pulumi.{stack.Name}.yaml or ARM_SUBSCRIPTION_ID.");
}
