using System.Diagnostics;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Running;
using MlopsInfra.Cli.Targets;

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
        var folder = settings.Pipeline.Read(stack.Project);
        await using var target = AzureTarget.For(settings.Local, stack);
        output.Phase($"Publishing {settings.Pipeline.Word} to {stack.Name}{target.Place}");
        var outputs = await target.ReadOutputsAsync(settings.Outputs, cancellationToken);
        var connection = await target.ConnectAsync(cancellationToken);
        if (settings.FromNetwork) await target.EnterNetworkAsync(outputs, output, cancellationToken);
        var published =
            await PipelinePublishing.RunAsync(connection, outputs, folder, settings.DryRun, output, cancellationToken);
        return new RunReport(stack.Name, "publish", null, published, watch.Elapsed) { Facts = target.Facts };
    }
}
