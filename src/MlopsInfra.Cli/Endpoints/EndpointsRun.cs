using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;
using MlopsInfra.Cli.Targets;

namespace MlopsInfra.Cli.Endpoints;

/// <summary><c>mlops local endpoints</c>: what answers, as a running <c>mlops local serve</c> says it.</summary>
internal static class EndpointsRun
{
    /// <summary>Lists them.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(StackSettings settings, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings, isPreview: true);
        try
        {
            var endpoints = await ListAsync(settings, cancellationToken);
            Report.Print(settings.Json, EndpointsReport.Lines(settings.Stack, endpoints),
                stream => EndpointsReport.WriteJson(stream, settings.Stack, endpoints));
            return (int)ExitCode.Done;
        }
        catch (Exception exception)
        {
            return await CommandRun.FailAsync(output, exception);
        }
    }

    private static async Task<IReadOnlyList<ListedEndpoint>> ListAsync(StackSettings settings,
        CancellationToken cancellationToken)
    {
        await using var stack = await StackQueries.OpenAsync(settings, cancellationToken);
        return
        [
            .. await ContainerEndpoints.ListAsync(stack.Arm, stack.Group, cancellationToken),
            .. await OnlineEndpoints.ListAsync(stack.Arm, stack.Group, cancellationToken),
        ];
    }
}
