using System.CommandLine;
using MlopsInfra.Cli.Doctor;
using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Cli.Monitoring;
using MlopsInfra.Cli.Publishing;
using MlopsInfra.Cli.Purging;
using MlopsInfra.Cli.Registering;
using MlopsInfra.Cli.Repairing;

namespace MlopsInfra.Cli.Commands;

/// <summary>The command line of <c>mlops</c>.</summary>
internal static class RootCommandFactory
{
    /// <summary>The command <c>mlops</c> with all commands below it.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand(
            "MLOps on Azure as code: the whole architecture on a local cloud, and the training pipeline published.");
        root.Subcommands.Add(LocalCommand.Create());
        root.Subcommands.Add(PublishCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(MonitorCommand.Create());
        root.Subcommands.Add(ReleaseCommand.Create());
        root.Subcommands.Add(RollbackCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(TraceCommand.Create());
        root.Subcommands.Add(ModelCommand.Create());
        root.Subcommands.Add(PurgeCommand.Create());
        root.Subcommands.Add(RepairCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        return root;
    }
}
