using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs one of two steps.</summary>
internal sealed class IfElseStep() : ControlFlowStep("if_else")
{
    public override bool Describes(YamlMap map) => map.Has("true_block") || map.Has("false_block");

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        content.With("condition", map.Truth("condition"))
            .With("true_block", Block(step, "true_block"))
            .With("false_block", Block(step, "false_block"));
        if (!map.Has("condition")) map.Error(map.Location, $"{step.What} needs 'condition'");
        if (!map.Has("true_block") && !map.Has("false_block"))
            map.Error(map.Location, $"{step.What} needs one of 'true_block', 'false_block'");
        if (map.Has("true_block") && map.Text("true_block") == map.Text("false_block"))
            map.Error(map.At("false_block"), $"{step.What}: 'true_block' and 'false_block' are the same step");
    }

    protected override IEnumerable<string> Reads(JsonObject content) =>
        content["condition"] is JsonValue value && value.TryGetValue<string>(out var text) ? [text] : [];
}
