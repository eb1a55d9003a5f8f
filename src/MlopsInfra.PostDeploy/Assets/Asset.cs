using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>
/// An asset that is registered under a name, with the hash of its content as its version. The hash covers the versions of
/// what it refers to, so a change of one line of code reaches the pipeline's version; it covers nothing of the environment,
/// so that two environments have the same versions of the same content.
/// </summary>
internal abstract class Asset
{
    private readonly Lazy<string> _version;

    protected Asset(string name, IReadOnlyList<Asset> needs)
    {
        Name = name;
        Needs = needs;
        _version = new Lazy<string>(Hash);
    }

    /// <summary>What people call it.</summary>
    public abstract PublishKind Kind { get; }

    /// <summary>Where the workspace keeps it, as in <c>components</c>.</summary>
    public abstract string Collection { get; }

    public string Name { get; }

    public string Version => _version.Value;

    /// <summary>What has to be registered before it.</summary>
    public IReadOnlyList<Asset> Needs { get; }

    /// <summary>Path below the workspace.</summary>
    public string Path => $"{Collection}/{Name}/versions/{Version}";

    public string Id(string workspaceId) => $"{workspaceId}/{Path}";

    /// <summary>The <c>properties</c> of the PUT.</summary>
    /// <param name="workspaceId">ARM id of the workspace that holds what it refers to.</param>
    /// <param name="version">The version; empty where the hash is taken.</param>
    public abstract JsonObject Properties(string workspaceId, string version);

    /// <summary>What its version is the hash of.</summary>
    protected virtual string Hash() => ContentHash.Of(Properties(workspaceId: "", version: ""));

    protected static JsonObject? TagsOf(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null) return null;
        var json = new JsonObject();
        foreach (var (name, value) in tags) json[name] = value;
        return json;
    }
}
