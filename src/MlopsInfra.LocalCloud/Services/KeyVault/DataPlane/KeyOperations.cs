using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>What keys compute ("About keys", key types and algorithms).</summary>
internal static class KeyOperations
{
    /// <summary>Operations by the last part of their paths, with what key_ops calls them.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["encrypt"] = "encrypt", ["decrypt"] = "decrypt", ["sign"] = "sign", ["verify"] = "verify", ["wrapkey"] = "wrapKey",
        ["unwrapkey"] = "unwrapKey",
    };

    /// <summary>Those that work before a key begins and after it has ended, too.</summary>
    public static bool IsTimeless(string operation) => operation is "decrypt" or "verify" or "unwrapkey";

    /// <summary>Computes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="curve">Its curve; null for RSA.</param>
    /// <param name="operation">The operation, as its path has it.</param>
    /// <param name="given">The body of the request.</param>
    /// <returns>The value of the answer.</returns>
    /// <exception cref="Arm.ArmException">The key can't do it.</exception>
    public static JsonNode Run(AsymmetricAlgorithm key, string? curve, string operation, JsonObject given)
    {
        var algorithm = given.Text("alg") ?? throw VaultErrors.Bad("The property 'alg' is required.");
        try
        {
            return operation switch
            {
                "encrypt" or "wrapkey" => JsonWebKeys.Text(Rsa(key, algorithm).Encrypt(Value(given), Padding(algorithm))),
                "decrypt" or "unwrapkey" => JsonWebKeys.Text(Rsa(key, algorithm).Decrypt(Value(given), Padding(algorithm))),
                "sign" => JsonWebKeys.Text(Sign(key, curve, algorithm, Value(given))),
                _ => Verify(key, curve, algorithm, JsonWebKeys.Bytes(given.Text("digest"), "digest"), Value(given)),
            };
        }
        catch (CryptographicException exception)
        {
            throw VaultErrors.Bad($"The parameter is incorrect: {exception.Message}");
        }
    }

    private static byte[] Value(JsonObject given) => JsonWebKeys.Bytes(given.Text("value"), "value");

    private static byte[] Sign(AsymmetricAlgorithm key, string? curve, string algorithm, byte[] digest)
    {
        var hash = Hash(algorithm, digest);
        return key is RSA rsa ? rsa.SignHash(digest, hash, SignaturePadding(algorithm))
            : Curve(key, curve, algorithm).SignHash(digest);
    }

    private static bool Verify(AsymmetricAlgorithm key, string? curve, string algorithm, byte[] digest, byte[] signature)
    {
        var hash = Hash(algorithm, digest);
        return key is RSA rsa ? rsa.VerifyHash(digest, signature, hash, SignaturePadding(algorithm))
            : Curve(key, curve, algorithm).VerifyHash(digest, signature);
    }

    private static RSA Rsa(AsymmetricAlgorithm key, string algorithm) => key as RSA ?? throw Unsupported(algorithm);

    private static ECDsa Curve(AsymmetricAlgorithm key, string? curve, string algorithm) =>
        (algorithm, curve) is ("ES256", "P-256") or ("ES384", "P-384") or ("ES512", "P-521") or ("ES256K", "P-256K")
            ? (ECDsa)key : throw Unsupported(algorithm);

    private static RSAEncryptionPadding Padding(string algorithm) => algorithm switch
    {
        "RSA1_5" => RSAEncryptionPadding.Pkcs1,
        "RSA-OAEP" => RSAEncryptionPadding.OaepSHA1,
        "RSA-OAEP-256" => RSAEncryptionPadding.OaepSHA256,
        _ => throw Unsupported(algorithm),
    };

    private static RSASignaturePadding SignaturePadding(string algorithm) => algorithm[..2] switch
    {
        "RS" => RSASignaturePadding.Pkcs1,
        "PS" => RSASignaturePadding.Pss,
        _ => throw Unsupported(algorithm),
    };

    private static HashAlgorithmName Hash(string algorithm, byte[] digest)
    {
        var (hash, length) = algorithm switch
        {
            "RS256" or "PS256" or "ES256" or "ES256K" => (HashAlgorithmName.SHA256, 32),
            "RS384" or "PS384" or "ES384" => (HashAlgorithmName.SHA384, 48),
            "RS512" or "PS512" or "ES512" => (HashAlgorithmName.SHA512, 64),
            _ => throw Unsupported(algorithm),
        };
        return digest.Length == length ? hash
            : throw VaultErrors.Bad($"Invalid length of value: {digest.Length} bytes. {algorithm} needs {length}.");
    }

    private static Arm.ArmException Unsupported(string algorithm) =>
        VaultErrors.Bad($"Key and signing/encryption algorithm are incompatible. The key does not support '{algorithm}'.");
}
