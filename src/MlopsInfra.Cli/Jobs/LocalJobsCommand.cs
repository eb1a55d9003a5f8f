using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Jobs;

/// <summary><c>mlops local jobs STACK [JOB]</c>.</summary>
internal static class LocalJobsCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var job = new Argument<string?>("JOB")
        {
            Arity = ArgumentArity.ZeroOrOne, Description = "The job whose steps are listed. Default: all jobs.",
        };
        var command = options.CreateCommand("jobs",
            "List the jobs of the stack's workspace on the local cloud, or the steps of one, and why they failed.");
        command.Arguments.Add(job);
        command.SetAction((parsed, cancellationToken) =>
            JobsRun.ExecuteAsync(options.Read(parsed), parsed.GetValue(job), cancellationToken));
        return command;
    }
}
