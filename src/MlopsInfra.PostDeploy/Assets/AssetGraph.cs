using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>Everything that a folder registers: the assets, each once, each after what it needs.</summary>
internal sealed partial class AssetGraph
{
    private readonly IReadOnlyDictionary<RemoteAsset, string> _latest;
    private readonly LinkTargets _nowhere;
    private readonly Dictionary<object, Asset> _built = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Asset> _paths = new(StringComparer.Ordinal);
    private readonly List<Asset> _assets = [];

    /// <param name="contents">The folder.</param>
    /// <param name="latest">The versions that references to a "latest" of the workspace stand for.</param>
    /// <param name="trainingCompute">Name of the environment's training cluster.</param>
    public AssetGraph(FolderContents contents, IReadOnlyDictionary<RemoteAsset, string> latest, string trainingCompute)
    {
        _latest = latest;
        _nowhere = new LinkTargets(this, "", trainingCompute);
        foreach (var definition in contents.Definitions) Of(definition);
        foreach (var content in contents.Contents) Needs(content);
    }

    public IReadOnlyList<Asset> Assets => _assets;

    /// <summary>The asset that a definition becomes.</summary>
    public Asset Of(AssetDefinition definition) => Once(definition, () =>
    {
        var needs = Needs(definition.Properties);
        return new DefinedAsset(definition, Hash(definition.Content), needs);
    });

    /// <summary>
    /// The asset that a code folder becomes. It is named after the folder and nothing else: what runs it has the same version
    /// whatever it is published with.
    /// </summary>
    public CodeAsset Of(CodeSnapshot snapshot) => (CodeAsset)Once(snapshot, () => new CodeAsset(NameOf(snapshot), snapshot));

    /// <summary>The files that are uploaded along.</summary>
    public UploadAsset Of(UploadSnapshot snapshot) => (UploadAsset)Once(snapshot, () => new UploadAsset(snapshot));

    /// <summary>What has to be registered before a content is sent.</summary>
    public IReadOnlyList<Asset> Needs(JsonNode content) =>
        [.. Wire.Links(content).Select(link => link.Needs(this)).OfType<Asset>().Distinct()];

    /// <summary>The hash of a content, wherever it is sent to.</summary>
    public string Hash(JsonObject content) => ContentHash.Of(Wire.Resolve(content, _nowhere));

    /// <summary>The version that a reference to the latest one stood for when the plan was made.</summary>
    public string Latest(RemoteAsset asset) => _latest[asset];

    private Asset Once(object definition, Func<Asset> build)
    {
        if (_built.TryGetValue(definition, out var known)) return known;
        var asset = build();
        // The same content described twice, such as one environment written into several steps, is registered once.
        if (_paths.TryAdd(asset.Path, asset)) _assets.Add(asset);
        return _built[definition] = _paths[asset.Path];
    }

    private static string NameOf(CodeSnapshot snapshot) =>
        NotAllowed().Replace(snapshot.Name, "_").TrimStart('_', '-') is { Length: > 0 } name ? name : "code";

    [GeneratedRegex(@"[^a-zA-Z0-9\-_]")]
    private static partial Regex NotAllowed();
}
