using System.CommandLine;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops local destroy STACK</c>.</summary>
internal static class LocalDestroyCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var command = options.CreateCommand("destroy", "Delete every resource of the stack.");
        command.SetAction((parsed, cancellationToken) =>
            LocalRun.ExecuteAsync(new LocalSettings(DeploymentKind.Destroy, options.Read(parsed)), cancellationToken));
        return command;
    }
}
