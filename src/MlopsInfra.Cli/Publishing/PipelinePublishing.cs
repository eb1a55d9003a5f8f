using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Contract;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Publishing;

/// <summary>Runs the post-deploy step and tells the user.</summary>
internal static class PipelinePublishing
{
    /// <summary>Plans, and applies the plan unless it is a dry run.</summary>
    /// <param name="connection">How Azure is reached.</param>
    /// <param name="outputs">The environment.</param>
    /// <param name="folder">The pipeline.</param>
    /// <param name="dryRun">Only say what is missing.</param>
    /// <param name="output">Is told what happens.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<PublishedReport> RunAsync(
        AzureConnection connection, EnvironmentOutputs outputs, PipelineFolder folder, bool dryRun, IRunOutput output,
        CancellationToken cancellationToken)
    {
        var publisher = new Publisher(connection, outputs, new PublishProgress(output))
        {
            // Runs that new data starts know no commit but that of the pipeline.
            PipelineTags = CiRun.Current.Metadata.ToTags(),
        };
        Warn(folder.Warnings, output);
        var plan = await publisher.PlanAsync(folder, cancellationToken);
        Warn(plan.Warnings, output);
        IReadOnlyList<PipelineError> warnings = [.. folder.Warnings, .. plan.Warnings];
        if (dryRun)
        {
            foreach (var asset in plan.Assets) output.Published(asset);
            return new PublishedReport(plan.Endpoint, plan.Deployment, plan.Assets, warnings, folder.NotPublished,
                IsDryRun: true);
        }

        var result = await publisher.ApplyAsync(plan, cancellationToken);
        foreach (var asset in result.Assets) output.Published(asset);
        return new PublishedReport(result.Endpoint, result.Deployment, result.Assets, warnings, folder.NotPublished,
            IsDryRun: false);
    }

    private static void Warn(IReadOnlyList<PipelineError> warnings, IRunOutput output)
    {
        foreach (var warning in warnings)
            output.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Warning, warning.ToString()));
    }
}
