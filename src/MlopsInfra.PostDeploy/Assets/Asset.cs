using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>
/// An asset that is registered under a name, with the hash of its content as its version. The hash covers the versions of
/// what it refers to, so a change of one line of code reaches the pipeline's version; it covers nothing of the environment,
/// so that two environments have the same versions of the same content.
/// </summary>
/// <param name="kind">What people call it.</param>
/// <param name="collection">Where the workspace keeps it, as in <c>components</c>.</param>
/// <param name="name">Its name.</param>
/// <param name="version">Its version.</param>
/// <param name="needs">What has to be registered before it.</param>
internal abstract class Asset(PublishKind kind, string collection, string name, string version, IReadOnlyList<Asset> needs)
{
    public PublishKind Kind => kind;

    public string Collection => collection;

    public string Name => name;

    public string Version => version;

    public IReadOnlyList<Asset> Needs => needs;

    /// <summary>Path below the workspace.</summary>
    public virtual string Path => $"{Collection}/{Name}/versions/{Version}";

    public string Id(string workspaceId) => $"{workspaceId}/{Path}";

    /// <summary>The <c>properties</c> of the PUT.</summary>
    /// <param name="targets">What links are resolved to.</param>
    public abstract JsonObject Properties(LinkTargets targets);
}
