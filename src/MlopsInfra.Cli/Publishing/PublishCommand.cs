using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Publishing;

/// <summary><c>mlops publish STACK</c>.</summary>
internal static class PublishCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var pipeline = new PipelineOptions();
        var local = new Option<bool>("--local") { Description = "Publish to the local cloud." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what is registered and what is missing." };
        var outputs = new Option<string?>("--outputs")
        {
            HelpName = "FILE",
            Description = "The stack's outputs as JSON, - for standard input. Default: what 'pulumi stack output --json' prints; "
                + "with --local, what 'mlops local up' left.",
        };
        var fromNetwork = FromNetworkOption.Create();
        var command = options.CreateCommand(
            "publish", "Register the training pipeline's assets and publish it as a batch endpoint.",
            [.. pipeline.All, local, fromNetwork, dryRun, outputs]);
        FromNetworkOption.RequireLocal(command, fromNetwork, local);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new PublishSettings(options.Read(parsed))
            {
                Pipeline = pipeline.Read(parsed),
                Local = parsed.GetValue(local),
                FromNetwork = parsed.GetValue(fromNetwork),
                DryRun = parsed.GetValue(dryRun),
                Outputs = parsed.GetValue(outputs),
            };
            return PublishRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
