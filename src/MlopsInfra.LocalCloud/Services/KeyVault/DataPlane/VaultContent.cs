using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>
/// What vaults hold, in the store. What a client writes here is what Resource Manager shows, and the other way round.
/// </summary>
internal sealed class VaultContent(CloudContext cloud)
{
    private const string Versions = "versions";

    /// <summary>The current version of something; null if there is none.</summary>
    public VaultItem? Current(StoredResource vault, VaultKind kind, string name) =>
        cloud.Store.Find($"{vault.Key}/{kind.Plural}/{name}") is { } stored ? VaultItem.Of(kind, stored) : null;

    /// <summary>A version of something, the current one without a version; null if there is none.</summary>
    public VaultItem? Find(StoredResource vault, VaultKind kind, string name, string? version) =>
        VersionsOf(vault, kind, name).FirstOrDefault(item => string.IsNullOrEmpty(version) || item.Version == version);

    /// <summary>All versions of something, the current one first.</summary>
    public IReadOnlyList<VaultItem> VersionsOf(StoredResource vault, VaultKind kind, string name)
    {
        lock (cloud.Store.Gate)
        {
            if (Current(vault, kind, name) is not { } current) return [];
            return
            [
                current,
                .. cloud.Store.Children(current.Stored.Key).Where(child => child.Type.LastName == Versions)
                    .Select(child => new VaultItem(kind, current.Name, child.Name, child))
                    .OrderByDescending(item => item.Created).ThenBy(item => item.Version, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>The current versions of all of a kind, in order of name.</summary>
    public IReadOnlyList<VaultItem> List(StoredResource vault, VaultKind kind) =>
    [
        .. cloud.Store.Children(vault.Key).Where(child => child.Type == $"{VaultResource.TypeName}/{kind.Plural}")
            .OrderBy(child => child.Name, StringComparer.OrdinalIgnoreCase).Select(child => VaultItem.Of(kind, child)),
    ];

    /// <summary>Makes a new version the current one.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="body">What was set, as Resource Manager has it.</param>
    /// <param name="version">The version; null for any new one.</param>
    /// <exception cref="ArmException">The name is wrong, or held by something deleted.</exception>
    public VaultItem Add(StoredResource vault, VaultKind kind, string name, JsonObject body, string? version = null)
    {
        if (!VaultDataPlane.Naming(kind.Title.ToLowerInvariant()).Allows(name))
            throw VaultErrors.Bad($"The request URI contains an invalid name: {name}");
        VaultDataPlane.CheckTags(body);
        version ??= Guid.NewGuid().ToString("N");
        VaultItem item;
        lock (cloud.Store.Gate)
        {
            RequireFree(cloud, vault.Key, kind, name);
            var before = cloud.Store.Find($"{vault.Key}/{kind.Plural}/{name}");
            var now = cloud.Now.ToUnixTimeSeconds();
            var stored = Stored(before?.Key ?? $"{vault.Key}/{kind.Plural}/{name}", body, before?.CreatedOn,
                VaultItem.Outputs(kind, vault.Name, before?.Name ?? name, version, now, now));
            cloud.Store.Commit([new StoreChange(stored.Key, stored), .. Earlier(kind, before, version)]);
            item = VaultItem.Of(kind, stored);
        }

        Tell(vault, item);
        return item;
    }

    /// <summary>Changes what was set of a version.</summary>
    public VaultItem Change(VaultItem item, JsonObject body)
    {
        VaultDataPlane.CheckTags(body);
        var outputs = item.Stored.Computed["properties"]!.DeepClone().AsObject();
        outputs["attributes"] = new JsonObject { ["created"] = item.Created, ["updated"] = cloud.Now.ToUnixTimeSeconds() };
        var stored = Stored(item.Stored.Key, body, item.Stored.CreatedOn, outputs);
        cloud.Store.Commit([new StoreChange(stored.Key, stored)]);
        return item with { Stored = stored };
    }

    /// <summary>Whether a key or a secret is that of a certificate.</summary>
    public bool IsManaged(StoredResource vault, VaultItem item) =>
        item.Kind != VaultKind.Certificates && Find(vault, VaultKind.Certificates, item.Name, item.Version) is not null;

    /// <summary>What becomes of the version that was current, once there is another one.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="before">What was there; null for nothing.</param>
    /// <param name="version">The new version.</param>
    public static IEnumerable<StoreChange> Earlier(VaultKind kind, StoredResource? before, string version)
    {
        if (before is null || VaultItem.Of(kind, before) is not { Version.Length: > 0 } item || item.Version == version)
            return [];
        var key = $"{before.Key}/{Versions}/{item.Version}";
        return [new StoreChange(key, before with { Key = key, Type = $"{before.Type}/{Versions}" })];
    }

    /// <summary>Refuses a name that something deleted holds.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="vault">Key of the vault.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArmException">It is held.</exception>
    public static void RequireFree(CloudContext cloud, string vault, VaultKind kind, string name)
    {
        if (DeletedContent.Find(cloud, vault, kind, name) is not null) throw VaultErrors.Deleted(kind, name);
    }

    private StoredResource Stored(string key, JsonObject body, DateTimeOffset? created, JsonObject outputs)
    {
        var id = ResourceId.Parse(key);
        var computed = new JsonObject
        {
            ["id"] = key, ["name"] = id.Name, ["type"] = id.Type.ToString(), ["properties"] = outputs,
        };
        return new StoredResource(key, id.Type, JsonPaths.Merge([], body), computed, created ?? cloud.Now, cloud.Now,
            body.At("properties.value") is null ? [] : ["b/properties/value"]);
    }

    // Of "Azure Key Vault as Event Grid source".
    private void Tell(StoredResource vault, VaultItem item) => cloud.Events.Raise(ResourceId.Parse(vault.Key),
        $"Microsoft.KeyVault.{item.Kind.Title}NewVersionCreated", item.Name, new JsonObject
        {
            ["Id"] = $"{VaultItem.Uri(item.Kind, vault.Name, item.Name)}/{item.Version}",
            ["VaultName"] = vault.Name,
            ["ObjectType"] = item.Kind.Title,
            ["ObjectName"] = item.Name,
            ["Version"] = item.Version,
            ["NBF"] = item.Body.At("properties.attributes.nbf")?.DeepClone(),
            ["EXP"] = item.Body.At("properties.attributes.exp")?.DeepClone(),
        });
}
