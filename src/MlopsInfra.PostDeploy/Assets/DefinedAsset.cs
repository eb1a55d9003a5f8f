using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>An asset that YAML describes.</summary>
/// <param name="definition">What YAML says.</param>
/// <param name="version">The hash of its content.</param>
/// <param name="needs">What has to be registered before it.</param>
internal sealed class DefinedAsset(AssetDefinition definition, string version, IReadOnlyList<Asset> needs)
    : Asset(definition.Kind, definition.Collection, definition.Name, version, needs)
{
    public AssetDefinition Definition => definition;

    public override JsonObject Properties(LinkTargets targets)
    {
        var properties = Wire.Resolve(definition.Properties, targets);
        definition.Stamp(properties, Version);
        return properties;
    }
}
