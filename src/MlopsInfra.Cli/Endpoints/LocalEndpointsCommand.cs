using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Endpoints;

/// <summary><c>mlops local endpoints STACK</c>.</summary>
internal static class LocalEndpointsCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var command = options.CreateCommand("endpoints",
            "List the container groups and online endpoints of the stack on the local cloud: where they answer, and how they "
                + "are.");
        command.SetAction((parsed, cancellationToken) => EndpointsRun.ExecuteAsync(options.Read(parsed), cancellationToken));
        return command;
    }
}
