using System.CommandLine;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops local preview STACK</c>.</summary>
internal static class LocalPreviewCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var command = options.CreateCommand("preview", "Say what an update would do.");
        command.SetAction((parsed, cancellationToken) =>
            LocalRun.ExecuteAsync(new LocalSettings(DeploymentKind.Preview, options.Read(parsed)), cancellationToken));
        return command;
    }
}
