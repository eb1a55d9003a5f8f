using System.CommandLine;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops run STACK</c>.</summary>
internal static class RunCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new LifecycleOptions(acts: true);
        var pipeline = new Option<string?>("--pipeline")
        {
            HelpName = "NAME[:VERSION]",
            Description = "A pipeline by the name of its component, in its newest version. Default: the training pipeline, "
                + "behind the environment's endpoint. With --local, one that is not registered is published first, from the "
                + "folder of pipelines/ that has it.",
        };
        var data = new Option<string?>("--data")
        {
            HelpName = "ADDRESS|FILE",
            Description = "The data to train on: azureml:NAME:VERSION, azureml://datastores/NAME/paths/PATH, https://..., or a "
                + "local file or folder, which is uploaded. Default: the environment's training data; with --local, "
                + "pipelines/training/data beside Pulumi.yaml if there is one.",
        };
        var inputs = new PairsOption("--input", "A value for an input of the pipeline.");
        var tags = new PairsOption("--tag", "A tag for the job.");
        var experiment = new Option<string?>("--experiment")
        {
            HelpName = "NAME",
            Description = $"The experiment that the job is filed under. Default: {TrainingRequest.DefaultExperiment}; with "
                + "--pipeline, its name.",
        };
        var noWait = new Option<bool>("--no-wait") { Description = "Start the job and do not follow it." };
        var again = new Option<bool>("--again") { Description = "Do once more what was done already." };
        var command = options.CreateCommand("run",
            "Run a published pipeline, that of training unless another one is named: the same data, code and inputs are the "
                + "same job.",
            pipeline, data, inputs.Option, tags.Option, experiment, noWait, again);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new RunSettings(options.Read(parsed))
            {
                Pipeline = parsed.GetValue(pipeline),
                Data = parsed.GetValue(data),
                Inputs = inputs.Read(parsed),
                Tags = tags.Read(parsed),
                Experiment = parsed.GetValue(experiment),
                NoWait = parsed.GetValue(noWait),
                Again = parsed.GetValue(again),
            };
            return RunRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
