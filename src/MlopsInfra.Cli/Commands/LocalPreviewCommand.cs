using System.CommandLine;
using MlopsInfra.Cli.Reviewing;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops local preview STACK</c>.</summary>
internal static class LocalPreviewCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var review = new ReviewOptions();
        var simulate = SimulateLatencyOption.Create();
        var command = options.CreateCommand(
            "preview", "Say what an update would do; on request as a review of what changed since a snapshot.", [.. review.All, simulate]);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new LocalSettings(DeploymentKind.Preview, options.Read(parsed))
            {
                Review = review.Read(parsed),
                SimulateLatency = parsed.GetValue(simulate),
            };
            return LocalRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
