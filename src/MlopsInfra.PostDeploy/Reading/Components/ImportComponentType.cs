using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Components that bring in data from a database or a file system, as older files write it.</summary>
internal sealed class ImportComponentType() : ComponentType("import")
{
    public override bool Describes(YamlMap map) => map.Has("source") && map.Has("output");

    public override void Spread(YamlMap map)
    {
        map.Copy("source", "inputs");
        map.Copy("output", "outputs", within: "output");
    }

    public override void Read(ComponentSource source, JsonObject spec)
    {
        var map = source.Map;
        foreach (var key in new[] { "source", "output" })
        {
            if (!map.Has(key)) map.Error(map.Location, $"{source.What} needs '{key}'");
        }

        map.Ignore("source", "output", "inputs", "outputs");
        // Azure has no components of this type: it knows them by a tag.
        spec["type"] = "command";
        spec["command"] = "import";
        if (spec["tags"] is not JsonObject tags) spec["tags"] = tags = [];
        tags["component_type_overwrite"] = "import";
    }
}
