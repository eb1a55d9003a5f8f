using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs a program on Spark.</summary>
internal sealed class SparkStep() : ComponentStep("spark")
{
    private static readonly string[] OfComponent = ["py_files", "jars", "files", "archives", "args"];

    protected override ComponentType InPlace { get; } = new SparkComponentType();

    public override bool Describes(YamlMap map) => InPlace.Describes(map);

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        content.With("resources", JobResources.OfSpark(map, step.What))
            .With("identity", JobIdentity.Read(map, step.What) ?? DefaultIdentity(content));
        // What runs is the component's. Only where that is not known here does the step say it.
        var spec = step.Component?.Local?.Spec;
        var program = spec ?? SparkComponentType.Program(map, step.What, code: null);
        foreach (var key in OfComponent) content.With(key, program[key]);
        content.With("entry", SparkEntry.InStep(program["entry"]))
            .With("conf", SparkConf.Merged(SparkConf.Read(map), spec?["conf"] as JsonObject));
        map.Ignore(["environment", "code", "entry", .. OfComponent]);
    }

    // On a compute of the workspace Spark runs as that compute, on one that Azure brings as the user.
    private static JsonObject? DefaultIdentity(JsonObject content) =>
        content["computeId"] is not null ? new JsonObject { ["identity_type"] = "Managed" }
        : content["resources"] is not null ? new JsonObject { ["identity_type"] = "UserIdentity" } : null;
}
