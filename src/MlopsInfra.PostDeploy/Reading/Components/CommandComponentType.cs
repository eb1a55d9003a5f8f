using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Components that run a command line in an environment.</summary>
internal sealed class CommandComponentType() : ComponentType("command")
{
    public override bool Describes(YamlMap map) => map.Has("command");

    public override void Read(ComponentSource source, JsonObject spec)
    {
        var map = source.Map;
        spec["command"] = map.Required("command", source.What);
        spec.With("code", CodeReader.Read(source.Folder, map, source.File))
            .With("additional_includes", map.Node("additional_includes") is { } includes ? YamlScalar.ToJson(includes) : null)
            .With("environment", EnvironmentReader.ReadLink(source.Folder, map, source.File, source.What))
            .With("resources", JobResources.Read(map, source.What))
            .With("distribution", JobDistribution.InSpec(map, source.What));
        CommandCheck.Run(source, "command");
    }
}
