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
        var command = options.CreateCommand("preview", "Say what an update would do; on request as a review of what changed since a snapshot.", review.All);
        command.SetAction((parsed, cancellationToken) => LocalRun.ExecuteAsync(
            new LocalSettings(DeploymentKind.Preview, options.Read(parsed)) { Review = review.Read(parsed) }, cancellationToken));
        return command;
    }
}
