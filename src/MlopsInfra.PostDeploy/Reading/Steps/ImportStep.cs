using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that brings in data from a database or a file system, as older files write it.</summary>
internal sealed class ImportStep() : ComponentStep("import")
{
    protected override ComponentType InPlace { get; } = new ImportComponentType();

    public override bool Describes(YamlMap map) => InPlace.Describes(map);

    public override void Spread(YamlMap map) => InPlace.Spread(map);

    protected override void Read(StepSource step, JsonObject content)
    {
        step.Map.Ignore("source", "output");
        // What brings the data in is no compute of the workspace, but has its place among them.
        if (content["computeId"] is null)
            content.With("computeId", new ComputeLink(new ComputeReference(null, ComputeReference.DataFactory, false,
                step.Map.Location)));
    }
}
