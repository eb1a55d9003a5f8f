using System.CommandLine;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Publishing;
using MlopsInfra.Cli.Reviewing;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Deploying;

/// <summary><c>mlops local up STACK</c>.</summary>
internal static class LocalUpCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var pipeline = new PipelineOptions();
        var noPublish = new Option<bool>("--no-publish") { Description = "Leave out publishing the training pipeline." };
        var allowConflict = new Option<bool>(SoftDeleteGuard.Option)
        {
            Description = "Begin although soft delete will stop the update half-way: a name that it deletes stays taken.",
        };
        var simulate = SimulateLatencyOption.Create();
        var fromNetwork = FromNetworkOption.Create();
        var command = options.CreateCommand(
            "up", "Make the resources what the program says, then publish the training pipeline.",
            [.. pipeline.All, noPublish, fromNetwork, allowConflict, simulate]);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new LocalSettings(DeploymentKind.Update, options.Read(parsed))
            {
                Pipeline = parsed.GetValue(noPublish) ? null : pipeline.Read(parsed),
                FromNetwork = parsed.GetValue(fromNetwork),
                AllowSoftDeleteConflict = parsed.GetValue(allowConflict),
                SimulateLatency = parsed.GetValue(simulate),
            };
            return LocalRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
