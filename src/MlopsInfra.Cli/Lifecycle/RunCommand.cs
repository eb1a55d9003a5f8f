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
        var data = new Option<string?>("--data")
        {
            HelpName = "ADDRESS|FILE",
            Description = "The data to train on: azureml:NAME:VERSION, azureml://datastores/NAME/paths/PATH, https://..., or a "
                + "local file or folder, which is uploaded. Default: the environment's training data; with --local, "
                + "pipelines/training/data beside Pulumi.yaml if there is one.",
        };
        var inputs = new PairsOption("--input", "A value for an input of the pipeline.");
        var tags = new PairsOption("--tag", "A tag for the job.");
        var experiment = new Option<string>("--experiment")
        {
            HelpName = "NAME",
            Description = $"The experiment that the job is filed under. Default: {TrainingRequest.DefaultExperiment}.",
            DefaultValueFactory = _ => TrainingRequest.DefaultExperiment,
        };
        var noWait = new Option<bool>("--no-wait") { Description = "Start the job and do not follow it." };
        var again = new Option<bool>("--again") { Description = "Train once more what was trained already." };
        var command = options.CreateCommand("run",
            "Run the published training pipeline: the same data, code and inputs are the same job.",
            data, inputs.Option, tags.Option, experiment, noWait, again);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new RunSettings(options.Read(parsed))
            {
                Data = parsed.GetValue(data),
                Inputs = inputs.Read(parsed),
                Tags = tags.Read(parsed),
                Experiment = parsed.GetRequiredValue(experiment),
                NoWait = parsed.GetValue(noWait),
                Again = parsed.GetValue(again),
            };
            return RunRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
