using System.CommandLine;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Deploying;

/// <summary><c>mlops local destroy STACK</c>.</summary>
internal static class LocalDestroyCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var fromNetwork = FromNetworkOption.Create();
        var command = options.CreateCommand("destroy", "Delete every resource of the stack.", fromNetwork);
        command.SetAction((parsed, cancellationToken) => LocalRun.ExecuteAsync(
            new LocalSettings(DeploymentKind.Destroy, options.Read(parsed)) { FromNetwork = parsed.GetValue(fromNetwork) },
            cancellationToken));
        return command;
    }
}
