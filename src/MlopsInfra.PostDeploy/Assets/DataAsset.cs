using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A data asset.</summary>
internal sealed class DataAsset : Asset
{
    private readonly DataDefinition definition;

    public DataAsset(DataDefinition definition)
        : base(definition.Name, [])
    {
        this.definition = definition;
    }

    public override string Kind => "data";

    public override string Collection => "data";

    public override JsonObject Properties(string workspaceId, string version) =>
        new JsonObject
        {
            ["dataType"] = definition.Type,
            ["dataUri"] = definition.Uri,
            ["isAnonymous"] = false,
            ["isArchived"] = false,
        }
        .With("description", definition.Description)
        .With("tags", TagsOf(definition.Tags));
}
