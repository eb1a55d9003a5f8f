using System.Diagnostics;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Networking;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Publishing;

/// <summary><c>mlops publish</c>: the post-deploy step alone, in Azure or on the local cloud.</summary>
internal static class PublishRun
{
    /// <summary>Runs it and tells the user.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(PublishSettings settings, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings.Stack, isPreview: settings.DryRun);
        return await CommandRun.GuardAsync(output, () => RunAsync(settings, output, cancellationToken));
    }

    private static async Task<RunReport> RunAsync(PublishSettings settings, IRunOutput output,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var stack = LocalStacks.Open(settings.Stack);
        var folder = PipelineFolder.Read(PipelineOption.Folder(stack.Project, settings.PipelineDirectory));
        output.Phase(settings.Local
            ? $"Publishing the training pipeline to {stack.Name} on the local cloud"
            : $"Publishing the training pipeline to {stack.Name}");
        if (settings.Local)
        {
            // The real engine may have deployed to the local cloud (mlops local plugins): then its outputs are handed over.
            var outputs = settings.Outputs is null
                ? await LocalOutputsAsync(stack, cancellationToken)
                : await PulumiStackOutputs.ReadAsync(settings.Outputs, stack.Project.Directory, stack.Name, cancellationToken);
            await using var cloud = await LocalClouds.ReachAsync(stack, cancellationToken);
            await using var azure = await cloud.StartAzureAsync(cancellationToken);
            if (settings.FromNetwork) await Standpoint.EnterAsync(cloud, azure.Connection, outputs, output, cancellationToken);
            var published =
                await PipelinePublishing.RunAsync(azure.Connection, outputs, folder, settings.DryRun, output, cancellationToken);
            return new RunReport(stack.Name, "publish", null, published, watch.Elapsed) { Facts = [azure.Fact] };
        }
        else
        {
            var outputs =
                await PulumiStackOutputs.ReadAsync(settings.Outputs, stack.Project.Directory, stack.Name, cancellationToken);
            var connection = await AzureConnections.CreateAsync(stack, cancellationToken);
            var published =
                await PipelinePublishing.RunAsync(connection, outputs, folder, settings.DryRun, output, cancellationToken);
            return new RunReport(stack.Name, "publish", null, published, watch.Elapsed);
        }
    }

    private static async Task<Contract.EnvironmentOutputs> LocalOutputsAsync(LocalStack stack,
        CancellationToken cancellationToken)
    {
        var outputs = await stack.ReadOutputsAsync(cancellationToken);
        return outputs.Count > 0
            ? StackOutputs.Read(outputs)
            : throw new CliException(
                ExitCode.Failed, "StackNotDeployed",
                $"Stack {stack.Name} is not up on the local cloud. Say 'mlops local up {stack.Name}' first.", stack.Name);
    }
}
