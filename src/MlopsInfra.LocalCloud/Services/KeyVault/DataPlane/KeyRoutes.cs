using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>The keys of a vault.</summary>
internal sealed class KeyRoutes(CloudContext cloud, VaultContent content, KeyMaterial material)
    : VaultRoutes(cloud, content, VaultKind.Keys)
{
    private const string Policy = "properties.rotationPolicy";

    protected override (VaultRight Get, VaultRight List, VaultRight Update) Rights { get; } = (
        VaultKind.Keys.Right("get", "read"), VaultKind.Keys.Right("list", "read"),
        VaultKind.Keys.Right("update", "update/action"));

    protected override async Task<VaultAnswer?> OwnAsync(VaultCall call) => (call.Request.Method, call.Segments) switch
    {
        ("POST", ["keys", var name, "create"]) => await CreateAsync(call, name),
        ("PUT", ["keys", var name]) => await ImportAsync(call, name),
        ("POST", ["keys", var name, "rotate"]) => Rotate(call, name),
        ("GET", ["keys", var name, "rotationpolicy"]) => RotationPolicy(call, name),
        ("PUT", ["keys", var name, "rotationpolicy"]) => await SetRotationPolicyAsync(call, name),
        ("POST", ["keys", var name, var operation]) when KeyOperations.Names.ContainsKey(operation) =>
            await ComputeAsync(call, name, null, operation),
        ("POST", ["keys", var name, var version, var operation]) when KeyOperations.Names.ContainsKey(operation) =>
            await ComputeAsync(call, name, version, operation),
        _ => null,
    };

    protected override JsonObject Changed(VaultItem item, JsonObject given)
    {
        var body = base.Changed(item, given);
        if (given["key_ops"] is { } operations) body.Set("properties.keyOps", operations.DeepClone());
        return body;
    }

    protected override JsonObject Show(VaultCall call, VaultItem item)
    {
        using var key = material.Open(item);
        var json = new JsonObject
        {
            ["kid"] = call.Uri(VaultKind.Keys, item.Name, item.Version),
            ["kty"] = KeyShape.Of(item.Body).Type,
            ["key_ops"] = new JsonArray([.. Operations(item).Select(operation => (JsonNode)operation)]),
        };
        var shown = Entry(call, item, "");
        shown.Remove("kid");
        shown.Insert(0, "key", JsonPaths.Merge(json, JsonWebKeys.Public(key)));
        return shown;
    }

    protected override JsonObject Entry(VaultCall call, VaultItem item, string id)
    {
        var entry = new JsonObject
        {
            ["kid"] = id,
            ["attributes"] = VaultAttributes.Show(call.Vault, item),
            ["tags"] = item.Body["tags"]?.DeepClone() ?? new JsonObject(),
        };
        if (Content.IsManaged(call.Vault, item)) entry["managed"] = true;
        return entry;
    }

    private async Task<VaultAnswer> CreateAsync(VaultCall call, string name)
    {
        call.Require(VaultKind.Keys.Right("create", "create/action"), call.IdOf(VaultKind.Keys, name));
        var given = await call.Request.ReadObjectAsync();
        var properties = new JsonObject
        {
            ["kty"] = given.Text("kty") ?? throw VaultErrors.Bad("The property 'kty' is required."),
            ["keySize"] = given["key_size"]?.DeepClone(),
            ["curveName"] = given["crv"]?.DeepClone(),
        };
        using var key = KeyShape.OfProperties(properties).Make();
        return Add(call, name, properties, given, key);
    }

    private async Task<VaultAnswer> ImportAsync(VaultCall call, string name)
    {
        call.Require(VaultKind.Keys.Right("import", "import/action"), call.IdOf(VaultKind.Keys, name));
        var given = await call.Request.ReadObjectAsync();
        var json = given["key"] as JsonObject ?? throw VaultErrors.Bad("The property 'key' is required.");
        using var key = JsonWebKeys.Read(json);
        var properties = new JsonObject
        {
            ["kty"] = json.Text("kty"),
            ["keySize"] = key is RSA ? key.KeySize : null,
            ["curveName"] = key is ECDsa curve ? KeyShape.CurveOf(curve) : null,
        };
        var more = given.DeepClone().AsObject();
        more["key_ops"] = json["key_ops"]?.DeepClone();
        return Add(call, name, properties, more, key);
    }

    private VaultAnswer Add(VaultCall call, string name, JsonObject properties, JsonObject given, AsymmetricAlgorithm key)
    {
        if (properties.Text("kty")!.EndsWith("-HSM", StringComparison.Ordinal)
            && call.Vault.Body.Text("properties.sku.name")?.Equals("premium", StringComparison.OrdinalIgnoreCase) != true)
            throw VaultErrors.Bad($"A key of the type '{properties.Text("kty")}' needs a vault of the SKU 'premium'.");
        properties["keyOps"] = given["key_ops"]?.DeepClone();
        properties["attributes"] = VaultAttributes.Merge(given["attributes"], null);
        var body = new JsonObject { ["properties"] = properties, ["tags"] = given["tags"]?.DeepClone() };
        return new VaultAnswer(Show(call, Add(call, name, body, key)));
    }

    private VaultItem Add(VaultCall call, string name, JsonObject body, AsymmetricAlgorithm key)
    {
        lock (Cloud.Store.Gate)
        {
            var item = Content.Add(call.Vault, VaultKind.Keys, name, body);
            material.Save(item, key);
            return item;
        }
    }

    private VaultAnswer Rotate(VaultCall call, string name)
    {
        call.Require(VaultKind.Keys.Right("rotate", "rotate/action"), call.IdOf(VaultKind.Keys, name));
        var item = Require(call, name);
        using var key = KeyShape.Of(item.Body).Make();
        return new VaultAnswer(Show(call, Add(call, item.Name, item.Body.DeepClone().AsObject(), key)));
    }

    // A key without a policy of its own has one that only tells before it expires ("Configure key rotation in Azure Key Vault").
    private VaultAnswer RotationPolicy(VaultCall call, string name)
    {
        call.Require(new VaultRight("keys", "getrotationpolicy", "keyrotationpolicies/read"), call.IdOf(VaultKind.Keys, name));
        var item = Require(call, name);
        var shown = item.Body.At(Policy)?.DeepClone().AsObject() ?? new JsonObject
        {
            ["lifetimeActions"] = new JsonArray(new JsonObject
            {
                ["trigger"] = new JsonObject { ["timeBeforeExpiry"] = "P30D" },
                ["action"] = new JsonObject { ["type"] = "Notify" },
            }),
            ["attributes"] = new JsonObject { ["created"] = item.Created, ["updated"] = item.Created },
        };
        shown["id"] = $"{call.Uri(VaultKind.Keys, item.Name)}/rotationpolicy";
        return new VaultAnswer(shown);
    }

    private async Task<VaultAnswer> SetRotationPolicyAsync(VaultCall call, string name)
    {
        call.Require(new VaultRight("keys", "setrotationpolicy", "keyrotationpolicies/write"), call.IdOf(VaultKind.Keys, name));
        var given = await call.Request.ReadObjectAsync();
        lock (Cloud.Store.Gate)
        {
            var item = Require(call, name);
            var (body, now) = (item.Body.DeepClone().AsObject(), Cloud.Now.ToUnixTimeSeconds());
            var policy = given.DeepClone().AsObject();
            policy.Set("attributes.created", item.Body.At($"{Policy}.attributes.created")?.DeepClone() ?? now);
            policy.Set("attributes.updated", now);
            body.Set(Policy, policy);
            Content.Change(item, body);
        }

        return RotationPolicy(call, name);
    }

    private async Task<VaultAnswer> ComputeAsync(VaultCall call, string name, string? version, string operation)
    {
        var right = operation.Replace("key", "", StringComparison.Ordinal);
        call.Require(VaultKind.Keys.Right(KeyOperations.Names[operation], $"{right}/action"), call.IdOf(VaultKind.Keys, name));
        var item = Require(call, name, version);
        CheckUse(item, operation);
        var given = await call.Request.ReadObjectAsync();
        using var key = material.Open(item);
        var value = KeyOperations.Run(key, key is ECDsa curve ? KeyShape.CurveOf(curve) : null, operation, given);
        return operation == "verify" ? new VaultAnswer(new JsonObject { ["value"] = value })
            : new VaultAnswer(new JsonObject { ["kid"] = call.Uri(VaultKind.Keys, item.Name, item.Version), ["value"] = value });
    }

    private void CheckUse(VaultItem item, string operation)
    {
        if (!item.IsEnabled)
            throw new ArmException(403, "KeyDisabled", $"Operation {operation} is not allowed on a disabled key.");
        if (!Operations(item).Contains(KeyOperations.Names[operation]))
            throw new ArmException(403, "KeyOperationForbidden",
                $"Operation '{operation}' is not permitted on this key. Allowed: '{string.Join(',', Operations(item))}'.");
        if (KeyOperations.IsTimeless(operation)) return;
        var now = Cloud.Now.ToUnixTimeSeconds();
        if (item.Body.Number("properties.attributes.nbf") > now)
            throw new ArmException(403, "KeyNotYetValid",
                $"Operation {operation} is not allowed on a key that is not yet valid.");
        if (item.Body.Number("properties.attributes.exp") <= now)
            throw new ArmException(403, "KeyExpired", $"Operation {operation} is not allowed on an expired key.");
    }

    private static string[] Operations(VaultItem item) => item.Body.At("properties.keyOps") is JsonArray { Count: > 0 } given
        ? [.. given.Select(operation => operation.AsText()).OfType<string>()] : KeyShape.Of(item.Body).Operations;
}
