using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>A reference to an asset: one that is published along, or one that Azure has already.</summary>
/// <param name="local">What is published along; null if Azure has it.</param>
/// <param name="remote">What Azure has; null if it is published along.</param>
/// <param name="form">How it is written.</param>
/// <param name="location">Where the reference is.</param>
internal sealed class AssetLink(AssetDefinition? local, RemoteAsset? remote, AssetForm form, SourceLocation location)
    : Link(location)
{
    public AssetDefinition? Local => local;

    public RemoteAsset? Remote => remote;

    public static AssetLink To<T>(DefinitionReference<T> reference, AssetForm form)
        where T : AssetDefinition =>
        new(reference.Local, reference.Remote, form, reference.Location);

    public override Asset? Needs(AssetGraph graph) => local is null ? null : graph.Of(local);

    public override JsonNode? Resolve(LinkTargets targets)
    {
        if (local is null && remote is null) throw new InvalidOperationException($"The reference at {Location} is broken.");
        var id = local is null ? remote!.Id(targets) : targets.Graph.Of(local).Id(targets.WorkspaceId);
        return form.Write(id);
    }

    /// <summary>Name and version, as in <c>readings:0f3a</c>; null for what another registry or workspace holds.</summary>
    public string? NameAndVersion(LinkTargets targets) =>
        local is null ? remote!.NameAndVersion(targets) : $"{local.Name}:{targets.Graph.Of(local).Version}";
}
