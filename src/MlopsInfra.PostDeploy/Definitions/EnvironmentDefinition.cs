using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>An environment: an image or how to build one, and what Conda adds to it.</summary>
internal sealed record EnvironmentDefinition(string Name, SourceLocation Location)
    : AssetDefinition(PublishKind.Environment, "environments", Name, Location)
{
    /// <summary>Where `az ml` keeps environments that have no name of their own.</summary>
    public const string AnonymousName = "CliV2AnonymousEnvironment";

    /// <summary>What the Conda file says, without comments and order of keys; null if there is none.</summary>
    public JsonNode? Conda { get; init; }

    /// <summary>Whether Azure has to build an image for it: its own is not taken as it is.</summary>
    public bool NeedsBuild => Conda is not null || Properties.ContainsKey("build");

    /// <summary>The Conda file counts by what it says: a comment in it makes no new environment.</summary>
    public override JsonObject Content
    {
        get
        {
            var content = (JsonObject)Wire.Copy(Properties)!;
            content.Remove("condaFile");
            return content.With("conda", Conda);
        }
    }
}
