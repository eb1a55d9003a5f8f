using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A model that lies at an address already.</summary>
internal sealed class ModelAsset : Asset
{
    private readonly ModelDefinition definition;

    public ModelAsset(ModelDefinition definition)
        : base(definition.Name, [])
    {
        this.definition = definition;
    }

    public override string Kind => "model";

    public override string Collection => "models";

    public override JsonObject Properties(string workspaceId, string version) =>
        new JsonObject
        {
            ["modelType"] = definition.Type,
            ["modelUri"] = definition.Uri,
            ["isAnonymous"] = false,
            ["isArchived"] = false,
        }
        .With("description", definition.Description)
        .With("tags", TagsOf(definition.Tags));
}
