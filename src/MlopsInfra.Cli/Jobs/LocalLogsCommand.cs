using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Jobs;

/// <summary><c>mlops local logs STACK NAME</c>.</summary>
internal static class LocalLogsCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var name = new Argument<string>("NAME")
        {
            Description = "Whose log: JOB, JOB/STEP (of a pipeline in it JOB/STEP/STEP), a container as GROUP/CONTAINER, or "
                + "ENDPOINT/DEPLOYMENT.",
        };
        var tail = new Option<int?>("--tail") { HelpName = "LINES", Description = "Only the last lines. Default: all." };
        tail.Validators.Add(result =>
        {
            if (result.GetValue(tail) is < 1) result.AddError("--tail takes a number of lines from 1 on.");
        });
        var command = options.CreateCommand("logs",
            "Print what a job, a container or an online deployment of the stack has printed on the local cloud.", tail);
        command.Arguments.Add(name);
        command.SetAction((parsed, cancellationToken) => LogsRun.ExecuteAsync(options.Read(parsed), parsed.GetRequiredValue(name),
            parsed.GetValue(tail), cancellationToken));
        return command;
    }
}
