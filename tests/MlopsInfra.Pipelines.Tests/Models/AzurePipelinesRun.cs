using MlopsInfra.Pipelines.Tests.AzureDevOps;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>Plays model.yml as Azure Pipelines would: which stages run, and with which model.</summary>
internal sealed class AzurePipelinesRun
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Start _start;

    private AzurePipelinesRun(Start start) => _start = start;

    /// <summary>The stages that a run reaches, and the model that each is told to take; empty: to choose.</summary>
    /// <param name="start">The run.</param>
    public static IReadOnlyList<(string Stage, string Model)> Play(Start start)
    {
        var run = new AzurePipelinesRun(start);
        var given = new Dictionary<string, YamlNode>
        {
            ["start"] = new YamlScalarNode(start.At), ["model"] = new YamlScalarNode(start.Model ?? ""),
        };
        return [.. TemplateExpander.Expand("pipelines/azure-devops/model.yml", given).List("stages").Select(run.Stage)
            .OfType<(string, string)>()];
    }

    private (string Stage, string Model)? Stage(YamlNode stage)
    {
        var name = stage.Text("stage")!;
        // A condition sees what its stage depends on, and nothing else.
        var seen = _values.Where(value => !value.Key.StartsWith("dependencies.", StringComparison.Ordinal)
            || value.Key.StartsWith($"dependencies.{stage.Text("dependsOn")}.", StringComparison.Ordinal)).ToDictionary();
        var runs = Condition.Holds(stage.Text("condition")!, seen);
        _values[$"dependencies.{name}.result"] = !runs ? "Skipped" : _start.Fails == name ? "Failed" : "Succeeded";
        var model = runs ? Model(stage) : "";
        if (runs && _start.Fails != name)
            HandOn(stage, name, name == "train" ? _start.Trained : model.Length > 0 ? model : "newest:7");
        _values["canceled"] = _start.Cancelled.ToString();
        return runs ? (name, model) : null;
    }

    // What the step's command sets, under the names that Azure Pipelines gives to outputs: a deployment's have its name twice.
    private void HandOn(YamlNode stage, string name, string? model)
    {
        var job = stage.List("jobs").Single();
        var (plain, deployment) = (job.Text("job"), job.Text("deployment"));
        var steps = plain is null ? job.Get("strategy")!.Get("runOnce")!.Get("deploy")!.List("steps") : job.List("steps");
        var step = steps.Select(step => step.Text("name")).OfType<string>().Single();
        foreach (var (output, value) in ((string, string?)[])[("model_name", model?.Split(':')[0]),
            ("model_version", model?.Split(':')[1])])
        {
            var inJob = plain is null ? $"{deployment}.{step}.{output}" : $"{step}.{output}";
            _values[$"stageDependencies.{name}.{plain ?? deployment}.outputs['{inJob}']"] = value ?? "";
            _values[$"dependencies.{name}.outputs['{plain ?? deployment}.{inJob}']"] = value ?? "";
        }
    }

    // As build/ci/model.sh does: what the stage before hands on comes first.
    private string Model(YamlNode stage)
    {
        var variables = stage.List("jobs").Single().List("variables").Where(variable => variable.Text("name") is not null)
            .ToDictionary(variable => variable.Text("name")!, variable => variable.Text("value")!);
        if (!variables.TryGetValue("MLOPS_MODEL", out var named)) return "";
        var (name, version) = (Value(variables["MLOPS_MODEL_NAME"]), Value(variables["MLOPS_MODEL_VERSION"]));
        return name.Length > 0 ? $"{name}:{version}" : named;

        string Value(string expression)
        {
            var output = expression["$[ ".Length..^" ]".Length];
            Assert.StartsWith($"stageDependencies.{stage.Text("dependsOn")}.", output, StringComparison.Ordinal);
            return _values.GetValueOrDefault(output, "");
        }
    }
}
