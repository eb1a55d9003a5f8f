using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>What there is in one workspace, and what references to it mean.</summary>
internal sealed partial class WorkspaceAssets(
    ResourceId id, JsonObject resource, Func<ResourceId, JsonObject?> find,
    Func<ResourceId, ResourceType, IReadOnlyList<JsonObject>> list)
{
    public ResourceId Id { get; } = id;

    public string Region { get; } =
        (MachineLearningNames.Text(resource["location"]) ?? "westeurope").Replace(" ", "", StringComparison.Ordinal)
            .ToLowerInvariant();

    public string Guid { get; } =
        MachineLearningNames.Text(resource["properties"]?["workspaceId"]) ?? MachineLearningNames.StableGuid(id.Value);

    /// <summary>The workspace's storage account; null if the workspace names none.</summary>
    public ResourceId? StorageAccount =>
        ResourceId.TryParse(MachineLearningNames.Text(resource["properties"]?["storageAccount"]), out var account)
            ? account : null;

    /// <summary>The registry that keeps the workspace's images; null if the workspace names none.</summary>
    public ResourceId? ContainerRegistry =>
        ResourceId.TryParse(MachineLearningNames.Text(resource["properties"]?["containerRegistry"]), out var registry)
            ? registry : null;

    /// <summary>The cluster that builds images; null where the registry does.</summary>
    public string? ImageBuildCompute =>
        MachineLearningNames.Text(resource["properties"]?["imageBuildCompute"]) is { Length: > 0 } compute ? compute : null;

    /// <summary>The workspace that a resource is in.</summary>
    /// <exception cref="ArmException">There is no such workspace.</exception>
    public static WorkspaceAssets Require(ResourceId id, IResourceManager resources) =>
        Require(id, resources.Find, resources.List);

    /// <summary>The workspace that a resource is in, for rules, which run while the store is held.</summary>
    /// <exception cref="ArmException">There is no such workspace.</exception>
    public static WorkspaceAssets Require(ResourceId id, CloudContext cloud) =>
        Require(id, found => Views.Find(cloud, found), (parent, type) => Views.List(cloud, parent, type));

    private static WorkspaceAssets Require(ResourceId id, Func<ResourceId, JsonObject?> find,
        Func<ResourceId, ResourceType, IReadOnlyList<JsonObject>> list)
    {
        var workspace =
            MachineLearningNames.WorkspaceOf(id) ?? throw new InvalidOperationException($"'{id}' is in no workspace.");
        var found = find(workspace) ?? throw new ArmException(
            404, "ParentResourceNotFound",
            $"Failed to perform the operation on resource(s) of type '{id.Type}', because the parent resource '{workspace}' "
                + "could not be found.");
        return new WorkspaceAssets(workspace, found, find, list);
    }

    public JsonObject? Find(ResourceId asset) => find(asset);

    /// <summary>A resource directly in the workspace by its bare name or its id, as in computes and datastores.</summary>
    public JsonObject? FindChild(string collection, string nameOrId)
    {
        var text = nameOrId.StartsWith("azureml:", StringComparison.OrdinalIgnoreCase) ? nameOrId["azureml:".Length..] : nameOrId;
        if (ResourceId.TryParse(text, out var asset))
            return asset.Type.LastName.Equals(collection, StringComparison.OrdinalIgnoreCase) ? find(asset) : null;
        return text.Contains('/', StringComparison.Ordinal) ? null : find(Id.Child(collection, text));
    }

    /// <summary>The versions of an asset, the newest first.</summary>
    public IReadOnlyList<JsonObject> Versions(string collection, string name) =>
        NewestFirst(list(Id.Child(collection, name), $"{ResourceTypes.Workspaces}/{collection}/versions"));

    /// <summary>By creation, then by name.</summary>
    public static IReadOnlyList<JsonObject> NewestFirst(IEnumerable<JsonObject> versions) =>
    [
        .. versions
            .OrderByDescending(version => MachineLearningNames.Text(version["systemData"]?["createdAt"]), StringComparer.Ordinal)
            .ThenByDescending(version => MachineLearningNames.Text(version["name"]), StringComparer.Ordinal),
    ];

    /// <summary>Finds the version of an asset that a reference means.</summary>
    /// <param name="reference"><c>azureml:name:version</c>, <c>azureml:name@latest</c>, an ARM id with or without
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
        if (match.Groups["version"] is { Success: true } version
            && Known(VersionId(collection, name, version.Value), collection) is { } found) return found;
        if (match.Groups["label"] is { Success: true } label && label.Value == "latest"
            && Versions(collection, name) is [var newest, ..])
        {
            return new AssetReference(MachineLearningNames.Text(newest["id"])!, newest);
        }

        return Curated(collection, name, match.Groups["version"].Value);
    }

    public ResourceId VersionId(string collection, string name, string version) =>
        Id.Child(collection, name).Child("versions", version);

    // Curated environments live in the public registry 'azureml'; which of them exist is not known here.
    private static AssetReference? Curated(string collection, string name, string version) =>
        collection == "environments" && name.StartsWith("AzureML-", StringComparison.OrdinalIgnoreCase) && version.Length > 0
            ? new AssetReference($"azureml://registries/azureml/environments/{name}/versions/{version}", null)
            : null;

    private AssetReference? Known(ResourceId asset, string collection) =>
        asset.Type == $"{ResourceTypes.Workspaces}/{collection}/versions" && find(asset) is { } found
            ? new AssetReference(MachineLearningNames.Text(found["id"]) ?? asset.Value, found)
            : null;

    [GeneratedRegex(@"^(?<name>[a-zA-Z0-9][a-zA-Z0-9\-_.]{0,254})(?::(?<version>[^@:/]+)|@(?<label>[a-zA-Z]+))$")]
    private static partial Regex NameAndVersion();
}
