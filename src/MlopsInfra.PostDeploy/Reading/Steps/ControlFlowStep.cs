using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that decides whether and how often other steps run.</summary>
/// <param name="name">The type, as YAML has it.</param>
internal abstract partial class ControlFlowStep(string name) : StepType(name)
{
    public override string? ComponentKey => null;

    public override PipelineNode Read(StepSource step)
    {
        var map = step.Map;
        step.Folder.Errors.Warn(map.Location,
            $"{step.What} is of the type '{Name}', which `az ml` takes with AZURE_ML_CLI_PRIVATE_FEATURES_ENABLED=True only");
        map.Ignore("type", "name", "$schema", "display_name", "description", "comment", "inputs", "outputs");
        var content = new JsonObject { ["type"] = Name, ["_source"] = "YAML.JOB" };
        Read(step, content);
        UnknownKeys.Keep(map, step.What, content);
        return new PipelineNode(step.Name, Name, null, map.Location)
        {
            Content = content,
            Inputs = Reads(content).ToDictionary(text => text, text => new InputBinding(text, map.Location) { Type = "string" }),
            Outputs = step.Outputs,
            Gives = [.. Gives(step)],
        };
    }

    /// <summary>Reads the keys of this type of step.</summary>
    protected abstract void Read(StepSource step, JsonObject content);

    /// <summary>The expressions in a content that read an input of the pipeline or an output of a step.</summary>
    protected abstract IEnumerable<string> Reads(JsonObject content);

    /// <summary>What the step gives to inputs beside what is written at them.</summary>
    protected virtual IEnumerable<(string Step, string? Input)> Gives(StepSource step) => [];

    /// <summary>The expression of a key that means a step, as in <c>${{parent.jobs.good}}</c>.</summary>
    /// <param name="step">What has the key.</param>
    /// <param name="key">The key.</param>
    protected static string? Block(StepSource step, string key)
    {
        var text = step.Map.Text(key);
        if (text is not null && BlockOf(step, key) is null)
        {
            step.Map.Error(step.Map.At(key),
                $"{step.What}: '{key}' is '{text}'; allowed: ${{{{parent.jobs.STEP}}}}; steps: "
                    + NameList.Of(step.Pipeline.Steps.Keys.Where(name => name != step.Name)));
        }

        return text;
    }

    /// <summary>The step that a key means; null if there is none.</summary>
    protected static StepSource? BlockOf(StepSource step, string key) =>
        step.Map.Text(key) is { } text && Step().Match(text) is { Success: true } match
            && match.Groups["step"].Value is var name && name != step.Name
            ? step.Pipeline.Steps.GetValueOrDefault(name) : null;

    [GeneratedRegex(@"^\s*\$\{\{\s*parent\.jobs\.(?<step>\w+)\s*\}\}\s*$")]
    private static partial Regex Step();
}
