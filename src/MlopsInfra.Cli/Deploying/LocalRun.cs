using System.Diagnostics;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Networking;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Policies;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Publishing;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Reviewing;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Simulation;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;

namespace MlopsInfra.Cli.Deploying;

/// <summary>
/// <c>mlops local preview|up|refresh|destroy</c>: the program on the local engine with the local cloud's providers, then the
/// post-deploy step.
/// </summary>
internal static class LocalRun
{
    /// <summary>Runs it and tells the user.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C: what is under way is finished and recorded.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(LocalSettings settings, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings.Stack, settings.IsPreview);
        return await CommandRun.GuardAsync(output, () => RunAsync(settings, output, cancellationToken));
    }

    /// <summary>Runs it; the caller tells the user of how it ended.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="output">Is told of what happens.</param>
    /// <param name="cancellationToken">Ctrl+C: what is under way is finished and recorded.</param>
    public static async Task<RunReport> RunAsync(LocalSettings settings, IRunOutput output, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var kind = settings.Kind;
        var stack = LocalStacks.Open(settings.Stack);
        // A pipeline that can't be published is found before anything is deployed.
        var pipeline = settings.Pipeline?.ReadIfAny(stack.Project);
        var assembly = kind is DeploymentKind.Destroy or DeploymentKind.Refresh
            ? null : await ProgramAssembly.GetAsync(stack.Project, output, cancellationToken);
        output.Phase($"{Title(kind)} {stack.Name} on the local cloud");
        if (settings.Review is { IsEmpty: false } review)
        {
            var reviewed = await ReviewedPreview.RunAsync(stack, assembly!, review, output, cancellationToken);
            var told = new RunReport(stack.Name, Operation(kind), reviewed.Deployment, null, watch.Elapsed) { Reviewed = reviewed,
                Findings = reviewed.Findings };
            if (reviewed.Policies?.Refused is { Count: > 0 } refused)
                throw new RunFailedException(PolicyRefusal.Of(stack.Name, refused), told);
            return reviewed.Deployment.Succeeded ? told : throw new RunFailedException(CliErrors.Of(reviewed.Deployment), told);
        }

        if (settings.ExportedState is { } export)
        {
            var (compared, findings) = await ExportPreview.RunAsync(stack, assembly!, export, output, cancellationToken);
            var told = new RunReport(stack.Name, Operation(kind), compared, null, watch.Elapsed) { Findings = findings };
            return compared.Succeeded ? told : throw new RunFailedException(CliErrors.Of(compared), told);
        }

        TimeSpan? replication = settings.SimulateLatency ? LocalClouds.AzureReplication : null;
        await using var cloud = settings.IsPreview
            ? new SeenLocalCloud(stack, replication)
            : await LocalClouds.ReachAsync(stack, cancellationToken, replication);
        if (settings.FromNetwork) await Standpoint.EnterAsync(cloud, stack, cancellationToken);
        await using var starting = pipeline is null ? null : StartingAzure.Begin(cloud, cancellationToken);
        var guard = settings.AllowSoftDeleteConflict ? null : new SoftDeleteGuard(stack, assembly!, cloud.Providers);
        var lost = new LostCloud(stack, cloud.Providers);
        var result = kind switch
        {
            DeploymentKind.Preview => await stack.PreviewAsync(new DotnetProgram(assembly!), cloud.Providers, output,
                new EngineOptions { BeforeProgram = lost.CheckAsync }, cancellationToken),
            DeploymentKind.Destroy => await stack.DestroyAsync(cloud.Providers, output, null, cancellationToken),
            DeploymentKind.Refresh => await stack.RefreshAsync(cloud.Providers, output,
                new EngineOptions { PreviewOnly = settings.PreviewOnly }, cancellationToken),
            _ => await stack.UpAsync(
                new DotnetProgram(assembly!), cloud.Providers, output,
                new EngineOptions { BeforeProgram = lost.CheckAsync,
                    BeforeFirstChange = guard is null ? null : guard.CheckAsync }, cancellationToken),
        };
        if (guard?.Refusal is { } refusal) throw refusal;
        var report = new RunReport(stack.Name, Operation(kind), result, null, watch.Elapsed)
        {
            IsPreview = settings.IsPreview,
            Findings =
                kind == DeploymentKind.Preview ? await PlanFindings.OfAsync(stack, assembly!, result, cancellationToken) : [],
            Facts = [cloud.Fact],
            Simulation = settings.SimulateLatency && result.Succeeded ? Simulate(result) : null,
        };
        if (!result.Succeeded) throw new RunFailedException(CliErrors.Of(result), report);
        if (pipeline is null || starting is null)
        {
            if (settings.Pipeline is not null) output.Phase(PublishedPipeline.NoneToPublish);
            return report;
        }

        try
        {
            output.Phase($"Publishing {settings.Pipeline!.Word}");
            var azure = await starting.ReadyAsync();
            var outputs = LocalStackOutputs.Read(result.Outputs);
            if (settings.FromNetwork) await Standpoint.EnterAsync(cloud, azure.Connection, outputs, output, cancellationToken);
            var published =
                await PipelinePublishing.RunAsync(azure.Connection, outputs, pipeline, dryRun: false, output, cancellationToken);
            return report with { Published = published, Duration = watch.Elapsed, Facts = [azure.Fact] };
        }
        catch (Exception exception) when (CliErrors.TryOf(exception, out var failure))
        {
            throw new RunFailedException(failure, report);
        }
    }

    // Typical durations are no matter of the cloud that was deployed to.
    private static SimulatedDeployment Simulate(DeploymentResult result)
    {
        using var cloud = EmbeddedCloud.Open(null);
        return cloud.Simulate(result);
    }

    private static string Title(DeploymentKind kind) => kind switch
    {
        DeploymentKind.Preview => "Previewing",
        DeploymentKind.Destroy => "Destroying",
        DeploymentKind.Refresh => "Refreshing",
        _ => "Updating",
    };

    private static string Operation(DeploymentKind kind) =>
        kind == DeploymentKind.Update ? "up" : kind.ToString().ToLowerInvariant();
}
