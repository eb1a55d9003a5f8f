using System.CommandLine;
using MlopsInfra.Cli.Alerting;
using MlopsInfra.Cli.Deploying;
using MlopsInfra.Cli.Endpoints;
using MlopsInfra.Cli.Jobs;
using MlopsInfra.Cli.Plugins;
using MlopsInfra.Cli.Reviewing;
using MlopsInfra.Cli.Serving;
using MlopsInfra.Cli.Simulating;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops local</c>: everything about the local cloud.</summary>
internal static class LocalCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create() =>
        new("local", "Run the Pulumi program on the local cloud: no pulumi CLI, no credentials, no network.")
    {
        LocalPreviewCommand.Create(),
        LocalSnapshotCommand.Create(),
        LocalPictureCommand.Create(),
        LocalUpCommand.Create(),
        LocalRefreshCommand.Create(),
        LocalDestroyCommand.Create(),
        LocalServeCommand.Create(),
        LocalJobsCommand.Create(),
        LocalLogsCommand.Create(),
        LocalEndpointsCommand.Create(),
        LocalAlertsCommand.Create(),
        SimulateCommand.Create(),
        PluginCommands.CreateLaunchers(),
        PluginCommands.CreatePlugin(),
        PluginCommands.CreateHost(),
    };
}
