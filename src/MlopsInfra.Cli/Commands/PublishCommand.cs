using System.CommandLine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops publish STACK</c>.</summary>
internal static class PublishCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var pipeline = PipelineOption.Create();
        var local = new Option<bool>("--local") { Description = "Publish to the local cloud." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what is registered and what is missing." };
        var outputs = new Option<string?>("--outputs")
        {
            HelpName = "FILE",
            Description = "The stack's outputs as JSON, - for standard input. Default: what 'pulumi stack output --json' prints; with --local, what 'mlops local up' left.",
        };
        var command = options.CreateCommand(
            "publish", "Register the training pipeline's assets and publish it as a batch endpoint.", pipeline, local, dryRun, outputs);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new PublishSettings(options.Read(parsed))
            {
                PipelineDirectory = parsed.GetValue(pipeline),
                Local = parsed.GetValue(local),
                DryRun = parsed.GetValue(dryRun),
                Outputs = parsed.GetValue(outputs),
            };
            return PublishRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
