using System.CommandLine;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops rollback STACK</c>.</summary>
internal static class RollbackCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new LifecycleOptions(acts: true);
        var to = new Option<string?>("--to")
        {
            HelpName = "RELEASE",
            Description = "The release to go back to. Default: the one that served before.",
        };
        var command = options.CreateCommand("rollback",
            "Go back to a release that served before: production's traffic, or QA's image.", to);
        command.SetAction((parsed, cancellationToken) =>
            RollbackRun.ExecuteAsync(options.Read(parsed), parsed.GetValue(to), cancellationToken));
        return command;
    }
}
