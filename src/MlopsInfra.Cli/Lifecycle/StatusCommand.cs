using System.CommandLine;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops status STACK</c>.</summary>
internal static class StatusCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new LifecycleOptions(acts: false);
        var command = options.CreateCommand("status",
            "Say what runs in an environment: since when, from which model, data and commit.");
        command.SetAction((parsed, cancellationToken) =>
            StatusRun.ExecuteAsync(options.Read(parsed), cancellationToken));
        return command;
    }
}
