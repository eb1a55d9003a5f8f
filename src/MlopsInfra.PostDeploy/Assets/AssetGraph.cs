using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>Everything that a folder registers: the assets, each once, each after what it needs.</summary>
internal sealed partial class AssetGraph
{
    private readonly FolderContents _contents;
    private readonly IReadOnlyDictionary<RemoteAsset, string> _latest;
    private readonly Dictionary<object, Asset> _built = new(ReferenceEqualityComparer.Instance);
    private readonly List<Asset> _assets = [];

    private AssetGraph(FolderContents contents, IReadOnlyDictionary<RemoteAsset, string> latest)
    {
        _contents = contents;
        _latest = latest;
        Pipeline = Component(contents.Pipeline);
        foreach (var data in contents.Data) Data(data);
        foreach (var model in contents.Models) Once(model, () => new ModelAsset(model));
        foreach (var schedule in contents.Schedules) Link(schedule.Job.Component, Component);
    }

    public Asset Pipeline { get; }

    public IReadOnlyList<Asset> Assets => _assets;

    /// <param name="contents">The folder.</param>
    /// <param name="latest">The versions that references to a "latest" of the workspace stand for.</param>
    public static AssetGraph Build(FolderContents contents, IReadOnlyDictionary<RemoteAsset, string> latest) =>
        new(contents, latest);

    public AssetLink Component(DefinitionReference<ComponentDefinition> reference) => Link(reference, Component);

    public AssetLink Data(DefinitionReference<DataDefinition> reference) => Link(reference, Data);

    private Asset Component(ComponentDefinition definition) => Once(definition, () => definition switch
    {
        CommandComponent command =>
            new CommandComponentAsset(command, Code(command.Code), Link(command.Environment, Environment)),
        PipelineComponent pipeline => new PipelineComponentAsset(
            pipeline, pipeline.Nodes.ToDictionary(node => node.Name, node => Component(node.Component)), Data),
        _ => throw new InvalidOperationException($"No asset for a {definition.Type} component."),
    });

    private Asset Environment(EnvironmentDefinition definition) => Once(definition, () => new EnvironmentAsset(definition));

    private Asset Data(DataDefinition definition) => Once(definition, () => new DataAsset(definition));

    private CodeAsset? Code(CodeSnapshot? snapshot) => snapshot is null
        ? null
        : (CodeAsset)Once(snapshot,
            () => new CodeAsset($"{_contents.Pipeline.Name}-{NotAllowed().Replace(snapshot.Name, "_")}", snapshot));

    private AssetLink Link<T>(DefinitionReference<T> reference, Func<T, Asset> build)
        where T : Definition =>
        reference.Local is { } local
            ? new AssetLink(build(local), null, null)
            : new AssetLink(null, reference.Remote, _latest.GetValueOrDefault(reference.Remote!));

    private Asset Once(object definition, Func<Asset> build)
    {
        if (_built.TryGetValue(definition, out var known)) return known;
        var asset = build();
        // The same content described twice, such as one environment written into several steps, is registered once.
        var twin = _assets.FirstOrDefault(other => other.Path.Equals(asset.Path, StringComparison.Ordinal));
        if (twin is null) _assets.Add(asset);
        return _built[definition] = twin ?? asset;
    }

    [GeneratedRegex(@"[^a-zA-Z0-9\-_]")]
    private static partial Regex NotAllowed();
}
