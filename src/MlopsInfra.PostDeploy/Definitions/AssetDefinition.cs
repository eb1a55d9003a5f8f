using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>Something that is registered under a name and, as its version, the hash of its content.</summary>
/// <param name="Kind">What people call it.</param>
/// <param name="Collection">Where the workspace keeps it, as in <c>components</c>.</param>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Location">Where it is described.</param>
internal abstract record AssetDefinition(PublishKind Kind, string Collection, string Name, SourceLocation Location)
    : Definition(Name, Location)
{
    /// <summary>The <c>properties</c> of the PUT, with links, without the version.</summary>
    public required JsonObject Properties { get; init; }

    /// <summary>What its version is the hash of.</summary>
    public virtual JsonObject Content => Properties;

    /// <summary>Writes the version to where the body holds it, too.</summary>
    /// <param name="properties">The properties of the PUT.</param>
    /// <param name="version">The version.</param>
    public virtual void Stamp(JsonObject properties, string version)
    {
    }
}
