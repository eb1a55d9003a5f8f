using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>
/// A place in a content where something is referred to whose address is known only when the content is sent: an asset that is
/// published along, a compute of the environment. Everything else in a content is what Azure takes, as it is.
/// </summary>
/// <param name="location">Where the reference is written.</param>
[JsonConverter(typeof(LinkConverter))]
internal abstract class Link(SourceLocation location)
{
    // Looked up once: a large pipeline has tens of thousands of links.
    private static readonly JsonTypeInfo<Link> Type =
        (JsonTypeInfo<Link>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Link));

    /// <summary>Where the reference is written.</summary>
    public SourceLocation Location => location;

    /// <summary>The link as a value of a content.</summary>
    public JsonNode ToNode() => JsonValue.Create(this, Type)!;

    /// <summary>The links that it is made of; none for most.</summary>
    public virtual IEnumerable<Link> Inner => [];

    /// <summary>The asset that has to be registered before what holds this link; null if there is none.</summary>
    public virtual Asset? Needs(AssetGraph graph) => null;

    /// <summary>What stands here in a request; null to leave the property out.</summary>
    public abstract JsonNode? Resolve(LinkTargets targets);
}
