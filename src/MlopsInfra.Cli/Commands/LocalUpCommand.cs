using System.CommandLine;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops local up STACK</c>.</summary>
internal static class LocalUpCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var pipeline = PipelineOption.Create();
        var noPublish = new Option<bool>("--no-publish") { Description = "Leave out publishing the training pipeline." };
        var simulate = SimulateLatencyOption.Create();
        var command = options.CreateCommand("up", "Make the resources what the program says, then publish the training pipeline.", pipeline, noPublish, simulate);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new LocalSettings(DeploymentKind.Update, options.Read(parsed))
            {
                Publish = !parsed.GetValue(noPublish),
                PipelineDirectory = parsed.GetValue(pipeline),
                SimulateLatency = parsed.GetValue(simulate),
            };
            return LocalRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
