using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Reviewing;

/// <summary><c>mlops local snapshot STACK</c>.</summary>
internal static class LocalSnapshotCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var command = options.CreateCommand("snapshot", "Print all that the program declares, for 'preview --against'.");
        command.SetAction((parsed, cancellationToken) => SnapshotRun.ExecuteAsync(options.Read(parsed), cancellationToken));
        return command;
    }
}
