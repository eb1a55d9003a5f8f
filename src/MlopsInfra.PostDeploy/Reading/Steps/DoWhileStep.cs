using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs another again and again, as long as that one says so.</summary>
internal sealed class DoWhileStep() : ControlFlowStep("do_while")
{
    private const int MostRounds = 1000;

    public override bool Describes(YamlMap map) => map.Has("body") && map.Has("condition");

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        var body = BlockOf(step, "body")?.Component?.Local;
        map.Required("body", step.What);
        content.With("body", Block(step, "body")).With("condition", map.Required("condition", step.What))
            .With("mapping", Mapping(step, body))
            .With("limits", Limits(step));
        var condition = map.Text("condition");
        if (condition is not null && !YamlMapValues.IsExpression(condition)) CheckOutput(step, body, condition, "condition");
    }

    // The condition is an output of the body, by its name alone.
    protected override IEnumerable<string> Reads(JsonObject content) =>
        content["condition"]?.GetValue<string>() is { } text && YamlMapValues.IsExpression(text) ? [text] : [];

    private static JsonObject? Mapping(StepSource step, ComponentDefinition? body)
    {
        if (step.Map.Map("mapping") is not { } map) return null;
        var mapping = new JsonObject();
        foreach (var (output, value) in map.Entries)
        {
            CheckOutput(step, body, output, "mapping");
            var inputs = value is YamlSequenceNode list ? list.Children.OfType<YamlScalarNode>() : [(YamlScalarNode)value];
            mapping[output] = new JsonArray([.. inputs.Select(input => JsonValue.Create(YamlScalar.Text(input)))]);
            foreach (var input in inputs.Where(input => body is not null && body.Input(input.Value!) is null))
            {
                map.Error(map.At(input),
                    $"{step.What}: 'mapping' names the input '{input.Value}', which '{body!.Name}' does not have; inputs: "
                        + NameList.Of(body.Inputs.Select(known => known.Name)));
            }
        }

        return mapping;
    }

    private static JsonObject? Limits(StepSource step)
    {
        if (step.Map.Map("limits") is not { } map) return null;
        var what = $"the limits of {step.What}";
        var rounds = map.Whole("max_iteration_count");
        if (rounds is JsonValue value && value.TryGetValue<long>(out var number) && number is < 1 or > MostRounds)
            map.Error(map.At("max_iteration_count"), $"'max_iteration_count' is {rounds}; allowed: 1 to {MostRounds}");
        var limits = new JsonObject().With("max_iteration_count", rounds);
        UnknownKeys.Keep(map, what, limits);
        return limits;
    }

    private static void CheckOutput(StepSource step, ComponentDefinition? body, string name, string key)
    {
        if (body is null || body.Output(name) is not null) return;
        step.Map.Error(step.Map.At(key),
            $"{step.What}: '{key}' names the output '{name}', which '{body.Name}' does not have; outputs: "
                + NameList.Of(body.Outputs.Select(known => known.Name)));
    }
}
