using MlopsInfra.Pipelines.Tests.AzureDevOps;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>Goes through model.yml as Azure Pipelines does: which stages run, their steps, and what they hand on.</summary>
internal sealed class AzurePipelinesRun
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Start _start;
    private readonly IStepRunner _runner;

    private AzurePipelinesRun(Start start, IStepRunner runner) => (_start, _runner) = (start, runner);

    /// <summary>Goes through it.</summary>
    /// <param name="start">How the run begins.</param>
    /// <param name="runner">Runs its steps.</param>
    public static async Task PlayAsync(Start start, IStepRunner runner)
    {
        var run = new AzurePipelinesRun(start, runner);
        var given = new Dictionary<string, YamlNode>
        {
            ["start"] = new YamlScalarNode(start.At),
            ["model"] = new YamlScalarNode(start.Model ?? ""),
            ["data"] = new YamlScalarNode(start.Data),
        };
        foreach (var stage in TemplateExpander.Expand("pipelines/azure-devops/model.yml", given).List("stages"))
            await run.StageAsync(stage);
    }

    private async Task StageAsync(YamlNode stage)
    {
        var name = stage.Text("stage")!;
        // A condition sees what its stage depends on, and nothing else.
        var seen = _values.Where(value => !value.Key.StartsWith("dependencies.", StringComparison.Ordinal)
            || value.Key.StartsWith($"dependencies.{stage.Text("dependsOn")}.", StringComparison.Ordinal)).ToDictionary();
        var runs = Condition.Holds(stage.Text("condition")!, seen);
        var succeeded = runs && await JobAsync(stage, name, stage.List("jobs").Single());
        _values[$"dependencies.{name}.result"] = !runs ? "Skipped" : succeeded ? "Succeeded" : "Failed";
        _values["canceled"] = _start.Cancelled.ToString();
    }

    private async Task<bool> JobAsync(YamlNode stage, string name, YamlNode job)
    {
        var variables = job.List("variables").Where(variable => variable.Text("name") is not null)
            .ToDictionary(variable => variable.Text("name")!, variable => Value(stage, variable.Text("value")!));
        var (plain, deployment) = (job.Text("job"), job.Text("deployment"));
        var steps = plain is null ? job.Get("strategy")!.Get("runOnce")!.Get("deploy")!.List("steps") : job.List("steps");
        foreach (var step in steps.Where(step => Pipeline.Command(step) is not null))
        {
            // Variables that no group defines arrive as they are written.
            foreach (var (variable, value) in step.Map("env")) variables[variable] = value.ToString();
            var result = await _runner.RunAsync(new ModelStep(Pipeline.Command(step)!, variables));
            if (!result.Succeeded) return false;
            // Outputs of a deployment have its name twice.
            foreach (var (output, value) in result.Outputs)
            {
                var inJob = plain is null ? $"{deployment}.{step.Text("name")}.{output}" : $"{step.Text("name")}.{output}";
                _values[$"stageDependencies.{name}.{plain ?? deployment}.outputs['{inJob}']"] = value;
                _values[$"dependencies.{name}.outputs['{plain ?? deployment}.{inJob}']"] = value;
            }
        }

        return true;
    }

    private string Value(YamlNode stage, string text)
    {
        if (!text.StartsWith("$[ ", StringComparison.Ordinal)) return text;
        var output = text["$[ ".Length..^" ]".Length];
        Assert.StartsWith($"stageDependencies.{stage.Text("dependsOn")}.", output, StringComparison.Ordinal);
        return _values.GetValueOrDefault(output, "");
    }
}
