using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>Makes certificates, each with a key and a secret of the same name and version.</summary>
internal sealed class CertificateWrites(CloudContext cloud, VaultContent content, KeyMaterial material)
{
    /// <summary>Makes one that its own key signs, and notes how it was asked for.</summary>
    public VaultItem Make(VaultCall call, string name, JsonObject given)
    {
        var policy = new CertificatePolicy(
            given["policy"] as JsonObject ?? throw VaultErrors.Bad("Property policy is required."));
        var issuer = policy.Json.Text("issuer.name");
        if (issuer is not "Self")
            throw issuer is "Unknown"
                ? new ArmException(501, "NotImplemented",
                    "The local cloud makes certificates that are self-signed. It does not wait for one that somebody else signs.")
                : VaultErrors.Bad($"Property policy has invalid value: there is no issuer '{issuer}'.");
        using var key = KeyShape.OfProperties(policy.KeyProperties).Make();
        var request = policy.Request(key);
        using var certificate = request.CreateSelfSigned(cloud.Now.AddMinutes(-10), policy.EndAfter(cloud.Now));
        var item = Save(call, name, certificate, key, policy, given);
        Note(item, request.CreateSigningRequest());
        return item;
    }

    /// <summary>Keeps one that was made elsewhere.</summary>
    public VaultItem Import(VaultCall call, string name, JsonObject given)
    {
        var value = given.Text("value") ?? throw VaultErrors.Bad("The property 'value' is required.");
        var (certificate, key) = CertificateFiles.Read(value, given.Text("pwd"));
        using var file = certificate;
        using var privateKey = key;
        var policy = given["policy"]?.DeepClone() as JsonObject ?? [];
        policy.Set("key_props.kty", key is RSA ? "RSA" : "EC");
        if (key is RSA) policy.Set("key_props.key_size", key.KeySize);
        else policy.Set("key_props.crv", KeyShape.CurveOf((ECDsa)key));
        policy.Set("x509_props.subject", certificate.Subject);
        policy.Set("issuer.name", policy.Text("issuer.name") ?? "Unknown");
        if (policy.Text("secret_props.contentType") is null && value.Contains("-----BEGIN", StringComparison.Ordinal))
            policy.Set("secret_props.contentType", CertificatePolicy.Pem);
        return Save(call, name, certificate, key, new CertificatePolicy(policy), given);
    }

    /// <summary>How a certificate was asked for last; null if it was imported.</summary>
    public JsonObject? Pending(VaultItem item) => cloud.Store.Find(PendingKey(item))?.Body;

    /// <summary>Forgets how it was asked for.</summary>
    public void Forget(VaultItem item) => cloud.Store.Commit([new StoreChange(PendingKey(item), null)]);

    private VaultItem Save(VaultCall call, string name, X509Certificate2 certificate, AsymmetricAlgorithm key,
        CertificatePolicy policy, JsonObject given)
    {
        var attributes = VaultAttributes.Merge(given["attributes"], null) ?? [];
        attributes["nbf"] = Seconds(certificate.NotBefore);
        attributes["exp"] = Seconds(certificate.NotAfter);
        var tags = given["tags"];
        JsonObject Body(JsonObject properties)
        {
            properties["attributes"] = attributes.DeepClone();
            return new JsonObject { ["properties"] = properties, ["tags"] = tags?.DeepClone() };
        }

        lock (cloud.Store.Gate)
        {
            var item = content.Add(call.Vault, VaultKind.Certificates, name, Body(new JsonObject
            {
                ["cer"] = Convert.ToBase64String(certificate.RawData),
                ["policy"] = policy.Json,
            }));
            material.Save(content.Add(call.Vault, VaultKind.Keys, name, Body(policy.KeyProperties), item.Version), key);
            content.Add(call.Vault, VaultKind.Secrets, name, Body(new JsonObject
            {
                ["value"] = CertificateFiles.Write(certificate, policy.IsExportable ? key : null, policy.ContentType),
                ["contentType"] = policy.ContentType,
            }), item.Version);
            return item;
        }
    }

    private void Note(VaultItem item, byte[] request)
    {
        var (at, now) = (PendingKey(item), cloud.Now);
        var body = new JsonObject { ["csr"] = Convert.ToBase64String(request), ["request_id"] = Guid.NewGuid().ToString("N") };
        cloud.Store.Commit([new StoreChange(at, new StoredResource(at, ResourceId.Parse(at).Type, body,
            new JsonObject { ["id"] = at, ["name"] = "default" }, now, now, []))]);
    }

    private static string PendingKey(VaultItem item) => $"{item.Stored.Key}/pending/default";

    private static long Seconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeSeconds();
}
