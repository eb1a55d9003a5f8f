using System.CommandLine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops publish STACK</c>.</summary>
internal static class PublishCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var (stack, project, store) = (CommonOptions.Stack(), CommonOptions.Project(), CommonOptions.Store());
        var (pipeline, json, verbose) = (CommonOptions.Pipeline(), CommonOptions.Json(), CommonOptions.Verbose());
        var local = new Option<bool>("--local") { Description = "Publish to the local cloud." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what is registered and what is missing." };
        var outputs = new Option<string?>("--outputs")
        {
            HelpName = "FILE",
            Description = "The stack's outputs as JSON, - for standard input. Default: what 'pulumi stack output --json' prints.",
        };
        var command = new Command("publish", "Register the training pipeline's assets and publish it as a batch endpoint.")
        {
            stack, pipeline, local, dryRun, outputs, project, store, json, verbose,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(local) && result.GetValue(outputs) is not null) result.AddError("--outputs and --local exclude each other: a local stack's outputs are known.");
        });
        command.SetAction((parsed, cancellationToken) => PublishRun.ExecuteAsync(
            new PublishSettings(
                parsed.GetRequiredValue(stack), parsed.GetValue(project), parsed.GetValue(store), parsed.GetValue(pipeline), parsed.GetValue(local),
                parsed.GetValue(dryRun), parsed.GetValue(outputs), parsed.GetValue(json), parsed.GetValue(verbose)),
            cancellationToken));
        return command;
    }
}
