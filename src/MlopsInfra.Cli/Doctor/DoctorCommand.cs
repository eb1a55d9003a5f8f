using System.CommandLine;

namespace MlopsInfra.Cli.Doctor;

/// <summary><c>mlops doctor [STACK]</c>.</summary>
internal static class DoctorCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var stack = new Argument<string?>("STACK") { Arity = ArgumentArity.ZeroOrOne,
            Description = "The stack, as in Pulumi.STACK.yaml. Left out: only what every stack needs." };
        var project = new Option<string?>("--project") { HelpName = "DIR",
            Description = "The folder of Pulumi.yaml. Default: the current folder or the nearest above it." };
        var offline =
            new Option<bool>("--offline") { Description = "Leave out what needs a network: sign-in and what Azure says." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of text." };
        var verbose = new Option<bool>("--verbose") { Description = "Tell of an error where it comes from." };
        var command = new Command("doctor",
            "Say what is missing before a stack can be deployed to Azure, and how to get it. Changes nothing.") { stack, offline,
                project, json, verbose };
        command.SetAction((parsed, cancellationToken) => DoctorRun.ExecuteAsync(
            new DoctorSettings(parsed.GetValue(stack), parsed.GetValue(project), parsed.GetValue(offline), parsed.GetValue(json),
                parsed.GetValue(verbose)), cancellationToken));
        return command;
    }
}
