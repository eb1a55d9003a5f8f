using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>
/// Holds the steps of a pipeline to each other: what is bound exists and fits, nothing mandatory is missing, there is no cycle.
/// </summary>
internal sealed partial class WiringCheck
{
    private readonly PipelineComponent _pipeline;
    private readonly YamlMap _map;
    private readonly Dictionary<string, PipelineNode> _nodes;
    private readonly Dictionary<string, HashSet<string>> _before = [];

    private WiringCheck(PipelineComponent pipeline, YamlMap map)
    {
        _pipeline = pipeline;
        _map = map;
        _nodes = pipeline.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
    }

    public static void Run(PipelineComponent pipeline, YamlMap map)
    {
        var check = new WiringCheck(pipeline, map);
        foreach (var node in pipeline.Nodes)
        {
            check.Inputs(node);
            check.Outputs(node);
        }

        RequiredInputs.Check(pipeline, map);
        if (StepCycle.Find(pipeline.Nodes, check._before) is { } found)
            map.Error(found.Node.Location, $"the steps wait for each other in a cycle: {string.Join(" -> ", found.Cycle)}");
    }

    private void Inputs(PipelineNode node)
    {
        var component = node.Component?.Local;
        foreach (var (name, binding) in node.Inputs)
        {
            var input = component?.Input(name);
            if (component is not null && input is null)
            {
                // `az ml` leaves it out without a word.
                _map.Warn(binding.Location,
                    $"step '{node.Name}': '{component.Name}' has no input '{name}', so it is left out; inputs: "
                        + $"{NameList.Of(component.Inputs.Select(known => known.Name))}");
            }

            if (binding.Value is null) CheckData(node, name, input, binding);
            else CheckValue(node, name, input, binding.Value, binding);
        }
    }

    private void CheckValue(PipelineNode node, string name, InputDefinition? input, string value, InputBinding binding)
    {
        var expressions = Expression().Matches(value);
        if (expressions.Count == 0)
        {
            if (input is { IsData: true })
            {
                _map.Error(binding.Location,
                    $"step '{node.Name}': input '{name}' is a {input.Type} and cannot be the text '{value}'; " +
                                            "bind it to an input of the pipeline or an output of another step, or give it 'type' "
                                            + "and 'path'");
            }
            else if (input is not null && !input.Takes(binding))
            {
                _map.Error(binding.Location, $"step '{node.Name}': input '{name}' is '{value}', which is no {input.Type}");
            }
            else if (input is { Enum.Count: > 0 } && !input.Enum.Contains(value))
            {
                // Neither `az ml` nor the registration minds; whether the run does is the component's business.
                _map.Warn(binding.Location,
                    $"step '{node.Name}': input '{name}' is '{value}'; its component lists {string.Join(", ", input.Enum)}");
            }

            return;
        }

        foreach (Match match in expressions)
        {
            var type = TypeOf(node, match.Groups["inside"].Value.Trim(), binding.Location);
            var whole = match.Length == value.Trim().Length;
            if (type is null || input is null || !whole) continue;
            if (InputDefinition.DataTypes.Contains(type) != input.IsData)
            {
                _map.Error(binding.Location,
                    $"step '{node.Name}': input '{name}' is a {input.Type}, but {match.Value} is a {type}");
            }
        }
    }

    /// <summary>The type of what an expression stands for; null, with an error where it is wrong, if it is not known.</summary>
    private string? TypeOf(PipelineNode node, string expression, SourceLocation location)
    {
        if (expression.StartsWith("parent.inputs.", StringComparison.Ordinal))
        {
            var name = expression["parent.inputs.".Length..];
            var input = _pipeline.Input(name);
            if (input is null)
            {
                _map.Error(location,
                    $"step '{node.Name}' refers to the pipeline input '{name}', which does not exist; inputs: "
                        + $"{NameList.Of(_pipeline.Inputs.Select(known => known.Name))}");
            }

            return input?.Type;
        }

        var match = Output().Match(expression);
        if (!match.Success)
        {
            _map.Error(location,
                $"step '{node.Name}': '${{{{{expression}}}}}' is unknown; allowed: ${{{{parent.inputs.NAME}}}}, "
                    + $"${{{{parent.jobs.STEP.outputs.NAME}}}}");
            return null;
        }

        return OutputOf(node, match.Groups["node"].Value, match.Groups["name"].Value, location);
    }

    private string? OutputOf(PipelineNode node, string otherName, string name, SourceLocation location)
    {
        var other = _nodes.GetValueOrDefault(otherName);
        if (other is null)
        {
            _map.Error(location,
                $"step '{node.Name}' refers to the step '{otherName}', which does not exist; steps: "
                    + $"{NameList.Of(_pipeline.Nodes.Select(known => known.Name))}");
            return null;
        }

        if (!_before.TryGetValue(node.Name, out var needed)) _before[node.Name] = needed = [];
        needed.Add(otherName);
        if (other.Component?.Local is not { } component) return null;
        var output = component.Output(name);
        if (output is null)
        {
            _map.Error(location,
                $"step '{node.Name}' refers to the output '{name}' of step '{otherName}', which does not exist; " +
                                $"outputs of '{component.Name}': {NameList.Of(component.Outputs.Select(known => known.Name))}");
        }

        return output?.Type;
    }

    private void CheckData(PipelineNode node, string name, InputDefinition? input, InputBinding binding)
    {
        if (input is { IsData: false })
        {
            _map.Error(binding.Location, $"step '{node.Name}': input '{name}' is a {input.Type} and cannot be data");
        }

        if (binding.IsOpen)
        {
            _map.Error(binding.Location,
                $"step '{node.Name}': input '{name}' needs 'path'; only the inputs of a pipeline are given by a run");
        }
    }

    private void Outputs(PipelineNode node)
    {
        foreach (var (name, binding) in node.Outputs)
        {
            if (node.Component?.Local is { } component && component.Output(name) is null)
            {
                _map.Error(binding.Location,
                    $"step '{node.Name}': '{component.Name}' has no output '{name}'; outputs: "
                        + $"{NameList.Of(component.Outputs.Select(known => known.Name))}");
            }

            if (binding.Expression is not { } expression) continue;
            if (binding.ParentOutput is not { } parent)
            {
                _map.Error(binding.Location,
                    $"step '{node.Name}': output '{name}' is '{expression}'; allowed: ${{{{parent.outputs.NAME}}}}");
            }
            else if (_pipeline.Output(parent) is null)
            {
                _map.Error(binding.Location,
                    $"step '{node.Name}' refers to the pipeline output '{parent}', which does not exist; " +
                                            $"outputs: {NameList.Of(_pipeline.Outputs.Select(known => known.Name))}");
            }
        }
    }

    [GeneratedRegex(@"\$\{\{(?<inside>[^}]*)\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"^parent\.jobs\.(?<node>[\w-]+)\.outputs\.(?<name>[\w-]+)$")]
    private static partial Regex Output();
}
