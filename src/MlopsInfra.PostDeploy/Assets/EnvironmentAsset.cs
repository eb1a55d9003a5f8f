using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>An environment.</summary>
internal sealed class EnvironmentAsset : Asset
{
    private readonly EnvironmentDefinition _definition;

    public EnvironmentAsset(EnvironmentDefinition definition)
        : base(definition.Name, [])
    {
        _definition = definition;
    }

    public override PublishKind Kind => PublishKind.Environment;

    public override string Collection => "environments";

    /// <summary>Whether Azure has to build an image for it: its own is not taken as it is.</summary>
    public bool NeedsBuild => _definition.CondaFile is not null;

    public override JsonObject Properties(string workspaceId, string version) =>
        new JsonObject
        {
            ["isAnonymous"] = _definition.IsAnonymous,
            ["isArchived"] = false,
            ["osType"] = _definition.OsType,
            ["image"] = _definition.Image,
        }
        .With("condaFile", _definition.CondaFile)
        .With("description", _definition.Description)
        .With("tags", TagsOf(_definition.Tags));

    /// <summary>The Conda file counts by what it says: a comment in it makes no new environment.</summary>
    protected override string Hash()
    {
        var content = Properties("", "");
        content.Remove("condaFile");
        return ContentHash.Of(content.With("conda", _definition.Conda));
    }
}
