using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A data asset.</summary>
internal sealed class DataAsset : Asset
{
    private readonly DataDefinition _definition;

    public DataAsset(DataDefinition definition)
        : base(definition.Name, [])
    {
        _definition = definition;
    }

    public override PublishKind Kind => PublishKind.Data;

    public override string Collection => "data";

    public override JsonObject Properties(string workspaceId, string version) =>
        new JsonObject
        {
            ["dataType"] = _definition.Type,
            ["dataUri"] = _definition.Uri,
            ["isAnonymous"] = false,
            ["isArchived"] = false,
        }
        .With("description", _definition.Description)
        .With("tags", TagsOf(_definition.Tags));
}
