using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A model that lies at an address already.</summary>
internal sealed class ModelAsset : Asset
{
    private readonly ModelDefinition _definition;

    public ModelAsset(ModelDefinition definition)
        : base(definition.Name, [])
    {
        _definition = definition;
    }

    public override PublishKind Kind => PublishKind.Model;

    public override string Collection => "models";

    public override JsonObject Properties(string workspaceId, string version) =>
        new JsonObject
        {
            ["modelType"] = _definition.Type,
            ["modelUri"] = _definition.Uri,
            ["isAnonymous"] = false,
            ["isArchived"] = false,
        }
        .With("description", _definition.Description)
        .With("tags", TagsOf(_definition.Tags));
}
