using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>How a certificate is to be made, and kept.</summary>
/// <param name="json">The policy, as clients send it.</param>
internal sealed class CertificatePolicy(JsonObject json)
{
    private const string Pkcs12 = "application/x-pkcs12";

    /// <summary>The form of the secret that goes with a certificate in PEM.</summary>
    public const string Pem = "application/x-pem-file";

    /// <summary>The policy with what Azure fills in.</summary>
    public JsonObject Json => JsonPaths.Merge(new JsonObject
    {
        ["key_props"] = new JsonObject { ["exportable"] = true, ["kty"] = "RSA", ["key_size"] = 2048, ["reuse_key"] = false },
        ["secret_props"] = new JsonObject { ["contentType"] = Pkcs12 },
        ["x509_props"] = new JsonObject { ["validity_months"] = 12 },
        ["issuer"] = new JsonObject { ["name"] = "Self" },
    }, json);

    /// <summary>The form of the secret.</summary>
    public string ContentType => json.Text("secret_props.contentType") ?? Pkcs12;

    /// <summary>Whether the secret has the private key.</summary>
    public bool IsExportable => json.Flag("key_props.exportable") ?? true;

    /// <summary>What the key is like, as Resource Manager has it.</summary>
    public JsonObject KeyProperties => new()
    {
        ["kty"] = json.Text("key_props.kty") ?? "RSA",
        ["keySize"] = json.At("key_props.key_size")?.DeepClone(),
        ["curveName"] = json.At("key_props.crv")?.DeepClone(),
    };

    /// <summary>What has to be signed.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="Arm.ArmException">The policy does not say enough, or something wrong.</exception>
    public CertificateRequest Request(AsymmetricAlgorithm key)
    {
        var names = json.At("x509_props.sans") as JsonObject ?? [];
        var subject = json.Text("x509_props.subject");
        if (subject is null && names.Count == 0)
            throw VaultErrors.Bad(
                "Property policy has invalid value: X509 properties need a subject or subject alternative names.");
        X500DistinguishedName distinguished;
        try
        {
            distinguished = new X500DistinguishedName(subject ?? "");
        }
        catch (CryptographicException)
        {
            throw VaultErrors.Bad($"Property policy has invalid value: the X.500 name '{subject}' is invalid.");
        }

        var request = key is RSA rsa
            ? new CertificateRequest(distinguished, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(distinguished, (ECDsa)key, HashAlgorithmName.SHA256);
        AddNames(request, names);
        AddUses(request);
        return request;
    }

    /// <summary>When a certificate made now ends.</summary>
    public DateTimeOffset EndAfter(DateTimeOffset now) => now.AddMonths((int)(json.Number("x509_props.validity_months") ?? 12));

    private static void AddNames(CertificateRequest request, JsonObject names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var (_, name) in names.Texts("dns_names[]")) builder.AddDnsName(name);
        foreach (var (_, name) in names.Texts("emails[]")) builder.AddEmailAddress(name);
        foreach (var (_, name) in names.Texts("upns[]")) builder.AddUserPrincipalName(name);
        if (names.Any(list => list.Value is JsonArray { Count: > 0 })) request.CertificateExtensions.Add(builder.Build());
    }

    private void AddUses(CertificateRequest request)
    {
        var uses = X509KeyUsageFlags.None;
        foreach (var (_, name) in json.Texts("x509_props.key_usage[]"))
        {
            uses |= Enum.TryParse<X509KeyUsageFlags>(name, ignoreCase: true, out var use) ? use
                : throw VaultErrors.Bad($"Property policy has invalid value: the key usage '{name}' is not known.");
        }

        if (uses == X509KeyUsageFlags.None) uses = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment;
        request.CertificateExtensions.Add(new X509KeyUsageExtension(uses, critical: true));
        var extended = json.Texts("x509_props.ekus[]").Select(use => use.Value).ToList();
        // Of TLS: server and client.
        if (extended.Count == 0) extended = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [.. extended.Select(use => new Oid(use))], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
    }
}
