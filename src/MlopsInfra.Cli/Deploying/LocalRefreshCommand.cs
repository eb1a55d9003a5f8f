using System.CommandLine;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Deploying;

/// <summary><c>mlops local refresh STACK</c>.</summary>
internal static class LocalRefreshCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var previewOnly = new Option<bool>("--preview-only") { Description = "Only say what differs; write nothing." };
        var command = options.CreateCommand("refresh",
            "Make the state what is really there: take over what was changed elsewhere, drop what is gone.", previewOnly);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings =
                new LocalSettings(DeploymentKind.Refresh, options.Read(parsed)) { PreviewOnly = parsed.GetValue(previewOnly) };
            return LocalRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
