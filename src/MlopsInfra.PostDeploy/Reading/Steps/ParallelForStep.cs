using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs another once for each of some items, side by side.</summary>
internal sealed class ParallelForStep() : ControlFlowStep("parallel_for")
{
    public override bool Describes(YamlMap map) => map.Has("body") && map.Has("items");

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        map.Required("body", step.What);
        content.With("body", Block(step, "body"))
            .With("items", Items(step))
            .With("max_concurrency", map.Whole("max_concurrency"));
        var outputs = new JsonObject();
        foreach (var (name, binding) in step.Outputs) outputs.With(name, binding.InStep(null));
        if (outputs.Count > 0) content["outputs"] = outputs;
    }

    protected override IEnumerable<string> Reads(JsonObject content) =>
        content["items"]?.GetValue<string>() is { } text && YamlMapValues.IsExpression(text) && !text.TrimStart().StartsWith('[')
            ? [text] : [];

    // The items give the body's inputs; which ones is known where they are written here.
    protected override IEnumerable<(string Step, string? Input)> Gives(StepSource step) =>
        BlockOf(step, "body") is not { } body ? []
        : ItemMaps(step) is { } items ? items.SelectMany(item => item.Entries).Select(entry => (body.Name, (string?)entry.Key))
        : [(body.Name, null)];

    private static string? Items(StepSource step)
    {
        var map = step.Map;
        switch (map.Node("items"))
        {
            case null:
                map.Error(map.Location, $"{step.What} needs 'items'");
                return null;
            case YamlScalarNode scalar:
                return YamlScalar.Text(scalar);
            case var node:
                CheckItems(step);
                return PythonText.Json(YamlScalar.ToJson(node));
        }
    }

    private static void CheckItems(StepSource step)
    {
        if (BlockOf(step, "body")?.Component?.Local is not { } body) return;
        foreach (var item in ItemMaps(step) ?? [])
        {
            foreach (var (name, value) in item.Entries.Where(entry => body.Input(entry.Key) is null))
            {
                item.Error(item.At(value),
                    $"{step.What}: 'items' give the input '{name}', which '{body.Name}' does not have; inputs: "
                        + NameList.Of(body.Inputs.Select(known => known.Name)));
            }
        }
    }

    // A list of items, or items with names. Null if they are known only when the pipeline runs.
    private static IReadOnlyList<YamlMap>? ItemMaps(StepSource step)
    {
        var map = step.Map;
        var values = map.Node("items") switch
        {
            YamlSequenceNode list => list.Children,
            YamlMappingNode names => names.Children.Values,
            _ => null,
        };
        return values is null ? null : [.. values.Select(value => map.AsMap(value, "an item")).OfType<YamlMap>()];
    }
}
