using System.Security.Cryptography;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// AES-256-GCM; a ciphertext reads <c>v1:NONCE:CIPHERTEXT+TAG</c> in base64, as Pulumi's passphrase provider writes it.
/// </summary>
internal sealed class SecretCipher(byte[] key)
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Encrypts with a fresh nonce.</summary>
    public string Encrypt(ReadOnlySpan<byte> plaintext)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var sealedText = new byte[plaintext.Length + TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plaintext, sealedText.AsSpan(0, plaintext.Length), sealedText.AsSpan(plaintext.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedText)}";
    }

    /// <summary>The plaintext of a ciphertext.</summary>
    /// <exception cref="CryptographicException">Another key, or not such a ciphertext.</exception>
    public byte[] Decrypt(string ciphertext)
    {
        var parts = ciphertext.Split(':');
        if (parts is not ["v1", var nonceText, var sealedText])
            throw new CryptographicException("This is no ciphertext of this form.");
        try
        {
            var nonce = Convert.FromBase64String(nonceText);
            var bytes = Convert.FromBase64String(sealedText);
            if (nonce.Length != NonceLength || bytes.Length < TagLength)
                throw new CryptographicException("The ciphertext is too short.");
            var plaintext = new byte[bytes.Length - TagLength];
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(nonce, bytes.AsSpan(0, plaintext.Length), bytes.AsSpan(plaintext.Length), plaintext);
            return plaintext;
        }
        catch (FormatException exception)
        {
            throw new CryptographicException("The ciphertext is no base64.", exception);
        }
    }
}
