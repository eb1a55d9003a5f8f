using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>The operations that secrets, keys and certificates have in common.</summary>
internal abstract class VaultRoutes(CloudContext cloud, VaultContent content, VaultKind kind)
{
    /// <summary>The rights to read one, to list them, and to change what was set of one.</summary>
    protected abstract (VaultRight Get, VaultRight List, VaultRight Update) Rights { get; }

    /// <summary>The cloud.</summary>
    protected CloudContext Cloud => cloud;

    /// <summary>What is there.</summary>
    protected VaultContent Content => content;

    /// <summary>Answers a request; null if it is for something else.</summary>
    public async Task<VaultAnswer?> AnswerAsync(VaultCall call)
    {
        if (call.Segments is [] || call.Segments[0] != kind.Plural && call.Segments[0] != kind.Deleted) return null;
        if (string.IsNullOrEmpty(call.Request.Query("api-version"))) throw VaultErrors.Bad("api-version must be specified");
        return await OwnAsync(call) ?? await CommonAsync(call) ?? Deleted(call);
    }

    /// <summary>What the kind has besides.</summary>
    protected abstract Task<VaultAnswer?> OwnAsync(VaultCall call);

    /// <summary>What is told of a version to who asks for it.</summary>
    protected abstract JsonObject Show(VaultCall call, VaultItem item);

    /// <summary>What lists tell of a version.</summary>
    /// <param name="call">The request.</param>
    /// <param name="item">The version.</param>
    /// <param name="id">What it is called there.</param>
    protected abstract JsonObject Entry(VaultCall call, VaultItem item, string id);

    /// <summary>What is told of a version whose attributes were changed, or that was deleted.</summary>
    protected virtual JsonObject ShowWithoutValue(VaultCall call, VaultItem item) => Show(call, item);

    /// <summary>Refuses a version that may not be read.</summary>
    protected virtual void CheckGet(VaultItem item)
    {
    }

    /// <summary>What the body of a PATCH makes of what was set.</summary>
    protected virtual JsonObject Changed(VaultItem item, JsonObject given)
    {
        var body = item.Body.DeepClone().AsObject();
        body.Set("properties.attributes", VaultAttributes.Merge(given["attributes"], body.At("properties.attributes")));
        if (given["tags"] is { } tags) body["tags"] = tags.DeepClone();
        return body;
    }

    /// <summary>What goes with one when it is deleted, recovered or purged.</summary>
    protected virtual IReadOnlyList<VaultKind> GoWithIt => [];

    /// <summary>A version that has to be there.</summary>
    protected VaultItem Require(VaultCall call, string name, string? version = null) =>
        content.Find(call.Vault, kind, name, version) ?? throw VaultErrors.NotFound(kind, name, version);

    private async Task<VaultAnswer?> CommonAsync(VaultCall call)
    {
        switch (call.Request.Method, call.Segments)
        {
            case ("GET", [var list]) when list == kind.Plural:
                call.Require(Rights.List);
                return call.Page([.. content.List(call.Vault, kind)
                    .Select(item => Entry(call, item, call.Uri(kind, item.Name)))]);
            case ("GET", [var list, var name, "versions"]) when list == kind.Plural:
                call.Require(Rights.List, call.IdOf(kind, name));
                return call.Page([.. content.VersionsOf(call.Vault, kind, name)
                    .Select(item => Entry(call, item, call.Uri(kind, item.Name, item.Version)))]);
            case ("GET", [var list, var name, .. var rest]) when list == kind.Plural && rest.Length < 2:
                call.Require(Rights.Get, call.IdOf(kind, name));
                var item = Require(call, name, rest.FirstOrDefault());
                CheckGet(item);
                return new VaultAnswer(Show(call, item));
            case ("PATCH", [var list, var name, .. var rest]) when list == kind.Plural && rest.Length < 2:
                call.Require(Rights.Update, call.IdOf(kind, name));
                var given = await call.Request.ReadObjectAsync();
                lock (cloud.Store.Gate)
                {
                    var found = Require(call, name, rest.FirstOrDefault());
                    return new VaultAnswer(ShowWithoutValue(call, content.Change(found, Changed(found, given))));
                }

            case ("POST", [var list, "restore"]) when list == kind.Plural:
                call.Require(kind.Right("restore", "restore/action"));
                var backup = await call.Request.ReadObjectAsync();
                lock (cloud.Store.Gate)
                    return new VaultAnswer(
                        ShowWithoutValue(call, VaultBackups.Restore(cloud, call.Vault, kind, backup.Text("value"))));
            case ("POST", [var list, var name, "backup"]) when list == kind.Plural:
                call.Require(kind.Right("backup", "backup/action"), call.IdOf(kind, name));
                return new VaultAnswer(VaultBackups.Write(cloud, call.Vault, [Require(call, name), .. Others(call, name)]));
            case ("DELETE", [var list, var name]) when list == kind.Plural:
                call.Require(kind.Right("delete", "delete"), call.IdOf(kind, name));
                return Delete(call, name);
            default:
                return null;
        }
    }

    private VaultAnswer Delete(VaultCall call, string name)
    {
        lock (cloud.Store.Gate)
        {
            var item = Require(call, name);
            foreach (var each in Others(call, name).Append(item))
                DeletedContent.Delete(cloud, call.Vault, each);
            return new VaultAnswer(ShowDeleted(call, RequireDeleted(call, name)));
        }
    }

    private VaultAnswer? Deleted(VaultCall call)
    {
        switch (call.Request.Method, call.Segments)
        {
            case ("GET", [var list]) when list == kind.Deleted:
                call.Require(Rights.List);
                return call.Page([.. DeletedContent.List(cloud, call.Vault, kind)
                    .Select(item => WithFacts(call, item, Entry(call, item, call.Uri(kind, item.Name))))]);
            case ("GET", [var list, var name]) when list == kind.Deleted:
                call.Require(Rights.List with { Permission = "get" }, call.IdOf(kind, name));
                return new VaultAnswer(ShowDeleted(call, RequireDeleted(call, name)));
            case ("POST", [var list, var name, "recover"]) when list == kind.Deleted:
                call.Require(kind.Right("recover", "recover/action"), call.IdOf(kind, name));
                return Recover(call, name);
            case ("DELETE", [var list, var name]) when list == kind.Deleted:
                call.Require(kind.Right("purge", "purge/action"), call.IdOf(kind, name));
                return Purge(call, name);
            default:
                return null;
        }
    }

    private VaultAnswer Recover(VaultCall call, string name)
    {
        lock (cloud.Store.Gate)
        {
            var item = RequireDeleted(call, name);
            foreach (var each in Companions(call, name)) DeletedContent.Recover(cloud, call.Vault, each);
            return new VaultAnswer(ShowWithoutValue(call, DeletedContent.Recover(cloud, call.Vault, item)));
        }
    }

    private VaultAnswer Purge(VaultCall call, string name)
    {
        lock (cloud.Store.Gate)
        {
            var item = RequireDeleted(call, name);
            if (call.Vault.Body.Flag("properties.enablePurgeProtection") == true)
                throw new ArmException(403, "PurgeProtectionEnabled",
                    "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key Vault service "
                        + "will automatically purge it after the retention period has passed.");
            foreach (var each in Companions(call, name).Append(item)) DeletedContent.Purge(cloud, each);
            return new VaultAnswer(null, 204);
        }
    }

    private IEnumerable<VaultItem> Others(VaultCall call, string name) =>
        GoWithIt.Select(other => content.Current(call.Vault, other, name)).OfType<VaultItem>();

    private List<VaultItem> Companions(VaultCall call, string name) =>
        [.. GoWithIt.Select(other => DeletedContent.Find(cloud, call.Vault.Key, other, name)).OfType<VaultItem>()];

    private VaultItem RequireDeleted(VaultCall call, string name) =>
        DeletedContent.Find(cloud, call.Vault.Key, kind, name) ?? throw VaultErrors.DeletedNotFound(kind, name);

    private JsonObject ShowDeleted(VaultCall call, VaultItem item) => WithFacts(call, item, ShowWithoutValue(call, item));

    private static JsonObject WithFacts(VaultCall call, VaultItem item, JsonObject shown) =>
        JsonPaths.Merge(DeletedContent.Facts(call, item), shown);
}
