using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>
/// Secrets as Pulumi's passphrase provider keeps them: AES-256-GCM with a key of PBKDF2 (SHA-256, a million rounds), as
/// <c>v1:NONCE:CIPHERTEXT</c>. Written from Pulumi's documents, and on purpose not with the code that is tested.
/// </summary>
/// <param name="passphrase">The passphrase.</param>
/// <param name="salt">What a stack file has as <c>encryptionsalt</c>, and a state as <c>salt</c>; null for a new one.</param>
internal sealed class PulumiSecrets(string passphrase, string? salt = null)
{
    private const string Signature = "4dabf18193072939515e22adb298388d", Secret = "1b47061264138c4ac30d75fd1eb44270";
    private readonly byte[] _salt =
        salt is null ? RandomNumberGenerator.GetBytes(8) : Convert.FromBase64String(salt.Split(':')[1]);
    private byte[]? _key;

    /// <summary>The <c>encryptionsalt</c>.</summary>
    public string Salt => $"v1:{Convert.ToBase64String(_salt)}:{Encrypt("pulumi")}";

    private byte[] Key => _key ??= Rfc2898DeriveBytes.Pbkdf2(passphrase, _salt, 1_000_000, HashAlgorithmName.SHA256, 32);

    /// <summary>Encrypts a text.</summary>
    /// <param name="text">The text.</param>
    public string Encrypt(string text)
    {
        var (nonce, plain) = (RandomNumberGenerator.GetBytes(12), Encoding.UTF8.GetBytes(text));
        var sealedText = new byte[plain.Length + 16];
        using var aes = new AesGcm(Key, 16);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(0, plain.Length), sealedText.AsSpan(plain.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedText)}";
    }

    /// <summary>What <c>--show-secrets</c> makes of an export: the JSON text of each secret in clear.</summary>
    /// <param name="node">The export, or a part of it.</param>
    public JsonNode? Shown(JsonNode? node) => node switch
    {
        JsonObject secret when (string?)secret[Signature] == Secret =>
            new JsonObject { [Signature] = Secret, ["plaintext"] = Decrypt((string)secret["ciphertext"]!) },
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Shown(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Shown)]),
        _ => node?.DeepClone(),
    };

    private string Decrypt(string ciphertext)
    {
        var parts = ciphertext.Split(':');
        var sealedText = Convert.FromBase64String(parts[2]);
        var plain = new byte[sealedText.Length - 16];
        using var aes = new AesGcm(Key, 16);
        aes.Decrypt(Convert.FromBase64String(parts[1]), sealedText.AsSpan(0, plain.Length), sealedText.AsSpan(plain.Length),
            plain);
        return Encoding.UTF8.GetString(plain);
    }
}
