using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>What there is in one workspace, and what references to it mean.</summary>
internal sealed partial class WorkspaceAssets
{
    // Most rules need what stands in the workspace, not what it says of itself: it is shown when somebody asks.
    private readonly Lazy<JsonObject> _resource;
    private readonly Func<ResourceId, JsonObject?> _find;
    private readonly Func<ResourceId, ResourceType, IReadOnlyList<JsonObject>> _list;

    private WorkspaceAssets(ResourceId id, Lazy<JsonObject> resource, Func<ResourceId, JsonObject?> find,
        Func<ResourceId, ResourceType, IReadOnlyList<JsonObject>> list)
    {
        (Id, _resource, _find, _list) = (id, resource, find, list);
    }

    /// <summary>The workspace.</summary>
    public ResourceId Id { get; }

    /// <summary>Its region.</summary>
    public string Region => Regions.Normalize(Text("location") ?? "westeurope");

    /// <summary>The workspace's storage account; null if the workspace names none.</summary>
    public ResourceId? StorageAccount => Reference("storageAccount");

    /// <summary>The registry that keeps the workspace's images; null if the workspace names none.</summary>
    public ResourceId? ContainerRegistry => Reference("containerRegistry");

    /// <summary>The cluster that builds images; null where the registry does.</summary>
    public string? ImageBuildCompute => Text("properties.imageBuildCompute") is { Length: > 0 } compute ? compute : null;

    /// <summary>Whether Azure manages a network for it.</summary>
    public bool HasManagedNetwork => ManagedNetwork.IsOn(Text(ManagedNetwork.IsolationMode));

    /// <summary>The workspace that a resource is in.</summary>
    /// <exception cref="ArmException">There is no such workspace.</exception>
    public static WorkspaceAssets Require(ResourceId id, IResourceManager resources)
    {
        var workspace = WorkspaceOf(id);
        var found = resources.Find(workspace) ?? throw ArmErrors.ListParentNotFound(workspace);
        return new WorkspaceAssets(workspace, new Lazy<JsonObject>(found), resources.Find, resources.List);
    }

    /// <summary>The workspace that a resource is in, for rules, which run while the store is held.</summary>
    /// <exception cref="ArmException">There is no such workspace.</exception>
    public static WorkspaceAssets Require(ResourceId id, CloudContext cloud)
    {
        var workspace = WorkspaceOf(id);
        var found = cloud.Store.Find(workspace.Value) ?? throw ArmErrors.ListParentNotFound(workspace);
        return new WorkspaceAssets(workspace, new Lazy<JsonObject>(() => Views.Shown(cloud, found)),
            each => Views.Find(cloud, each), (parent, type) => Views.List(cloud, parent, type));
    }

    private static ResourceId WorkspaceOf(ResourceId id) =>
        WorkspaceResource.Of(id) ?? throw new InvalidOperationException($"'{id}' is in no workspace.");

    /// <summary>A resource by its id; null if there is none.</summary>
    public JsonObject? Find(ResourceId asset) => _find(asset);

    /// <summary>A resource directly in the workspace by its bare name or its id, as in computes and datastores.</summary>
    public JsonObject? FindChild(string collection, string nameOrId)
    {
        var text = nameOrId.StartsWith("azureml:", StringComparison.OrdinalIgnoreCase) ? nameOrId["azureml:".Length..] : nameOrId;
        if (ResourceId.TryParse(text, out var asset))
            return asset.Type.LastName.Equals(collection, StringComparison.OrdinalIgnoreCase) ? _find(asset) : null;
        return text.Contains('/', StringComparison.Ordinal) ? null : _find(Id.Child(collection, text));
    }

    /// <summary>The versions of an asset, the newest first.</summary>
    public IReadOnlyList<JsonObject> Versions(string collection, string name) => Versions(collection, Id.Child(collection, name));

    /// <summary>By creation, then by name.</summary>
    public static IReadOnlyList<JsonObject> NewestFirst(IEnumerable<JsonObject> versions) =>
    [
        .. versions
            .OrderByDescending(version => version["systemData"]?["createdAt"].AsText(), StringComparer.Ordinal)
            .ThenByDescending(version => version["name"].AsText(), StringComparer.Ordinal),
    ];

    /// <summary>Finds the version of an asset that a reference means.</summary>
    /// <param name="reference"><c>azureml:name:version</c>, <c>azureml:name@label</c>, an ARM id with or without
    /// <c>azureml:</c>, or a registry URI.</param>
    /// <param name="collection">The kind, as in <c>components</c>.</param>
    /// <returns>Null if there is none.</returns>
    public AssetReference? Resolve(string reference, string collection)
    {
        if (reference.StartsWith("azureml://registries/", StringComparison.OrdinalIgnoreCase))
            return new AssetReference(reference, null);
        var text =
            reference.StartsWith("azureml:", StringComparison.OrdinalIgnoreCase) ? reference["azureml:".Length..] : reference;
        if (ResourceId.TryParse(text, out var asset)) return Known(asset, collection);
        if (NameAndVersion().Match(text) is not { Success: true } match) return null;
        var name = match.Groups["name"].Value;
        return match.Groups["label"] is { Success: true } label
            ? Labelled(Id.Child(collection, name), collection, label.Value)
            : Known(VersionId(collection, name, match.Groups["version"].Value), collection);
    }

    /// <summary>The id of an asset's version.</summary>
    public ResourceId VersionId(string collection, string name, string version) =>
        Id.Child(collection, name).Child("versions", version);

    private IReadOnlyList<JsonObject> Versions(string collection, ResourceId container) =>
        NewestFirst(_list(container, $"{WorkspaceResource.TypeName}/{collection}/versions"));

    private string? Text(string path) => _resource.Value.Text(path);

    private ResourceId? Reference(string property) =>
        ResourceId.TryParse(Text($"properties.{property}"), out var id) ? id : null;

    private AssetReference? Known(ResourceId asset, string collection)
    {
        if (asset.Type == $"{WorkspaceResource.TypeName}/{collection}/labels")
            return Labelled(asset.Parent!, collection, asset.Name);
        if (asset.Type != $"{WorkspaceResource.TypeName}/{collection}/versions") return null;
        return _find(asset) is { } found
            ? new AssetReference(found["id"].AsText() ?? asset.Value, found)
            : Curated(asset.Parent!, collection, $"versions/{asset.Name}");
    }

    // The newest version is the default one of a component, too, as long as nobody chooses another.
    private AssetReference? Labelled(ResourceId container, string collection, string label)
    {
        if ((label == "latest" || (label == "default" && collection == "components"))
            && Versions(collection, container) is [var newest, ..])
            return new AssetReference(newest["id"].AsText()!, newest);
        return Curated(container, collection, $"labels/{label}");
    }

    // Curated environments live in the public registry 'azureml'; which of them exist, and with what labels, is not known here.
    private static AssetReference? Curated(ResourceId container, string collection, string which) =>
        collection == "environments" && container.Name.StartsWith("AzureML-", StringComparison.OrdinalIgnoreCase)
            ? new AssetReference($"azureml://registries/azureml/environments/{container.Name}/{which}", null)
            : null;

    [GeneratedRegex(@"^(?<name>[a-zA-Z0-9][a-zA-Z0-9\-_.]{0,254})(?::(?<version>[^@:/]+)|@(?<label>[^@:/]+))$")]
    private static partial Regex NameAndVersion();
}
