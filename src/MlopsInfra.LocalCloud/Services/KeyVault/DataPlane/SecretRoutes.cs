using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>The secrets of a vault.</summary>
internal sealed class SecretRoutes(CloudContext cloud, VaultContent content) : VaultRoutes(cloud, content, VaultKind.Secrets)
{
    private static readonly VaultRight Set = VaultKind.Secrets.Right("set", "setSecret/action");

    protected override (VaultRight Get, VaultRight List, VaultRight Update) Rights { get; } = (
        VaultKind.Secrets.Right("get", "getSecret/action"), VaultKind.Secrets.Right("list", "readMetadata/action"),
        VaultKind.Secrets.Right("set", "update/action"));

    protected override async Task<VaultAnswer?> OwnAsync(VaultCall call)
    {
        if (call.Request.Method != "PUT" || call.Segments is not [_, var name]) return null;
        call.Require(Set, call.IdOf(VaultKind.Secrets, name));
        var given = await call.Request.ReadObjectAsync();
        if (given.Text("value") is not { } value) throw VaultErrors.Bad("The property 'value' is required.");
        if (Encoding.UTF8.GetByteCount(value) > SecretResource.MostBytes)
            throw VaultErrors.Bad($"The value of a secret has {SecretResource.MostBytes} bytes at most.");
        var properties = new JsonObject
        {
            ["value"] = value,
            ["contentType"] = given["contentType"]?.DeepClone(),
            ["attributes"] = VaultAttributes.Merge(given["attributes"], null),
        };
        var body = new JsonObject { ["properties"] = properties, ["tags"] = given["tags"]?.DeepClone() };
        return new VaultAnswer(Show(call, Content.Add(call.Vault, VaultKind.Secrets, name, body)));
    }

    protected override void CheckGet(VaultItem item)
    {
        if (!item.IsEnabled)
            throw new ArmException(403, "SecretDisabled", "Operation get is not allowed on a disabled secret.");
    }

    protected override JsonObject Changed(VaultItem item, JsonObject given)
    {
        var body = base.Changed(item, given);
        if (given["contentType"] is { } type) body.Set("properties.contentType", type.DeepClone());
        return body;
    }

    protected override JsonObject Show(VaultCall call, VaultItem item)
    {
        var shown = ShowWithoutValue(call, item);
        shown.Insert(0, "value", item.Body.Text("properties.value"));
        return shown;
    }

    protected override JsonObject ShowWithoutValue(VaultCall call, VaultItem item)
    {
        var shown = Entry(call, item, call.Uri(VaultKind.Secrets, item.Name, item.Version));
        if (shown["managed"] is not null) shown["kid"] = call.Uri(VaultKind.Keys, item.Name, item.Version);
        return shown;
    }

    protected override JsonObject Entry(VaultCall call, VaultItem item, string id)
    {
        var entry = new JsonObject
        {
            ["id"] = id,
            ["attributes"] = VaultAttributes.Show(call.Vault, item),
            ["tags"] = item.Body["tags"]?.DeepClone() ?? new JsonObject(),
        };
        if (item.Body.Text("properties.contentType") is { } type) entry["contentType"] = type;
        if (Content.IsManaged(call.Vault, item)) entry["managed"] = true;
        return entry;
    }
}
