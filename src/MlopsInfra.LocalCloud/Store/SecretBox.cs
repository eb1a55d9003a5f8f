using System.Security.Cryptography;
using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// Encrypts single values with AES-GCM. The key lies beside the store in a file that only its owner may read: it keeps secrets
/// out of what is copied, logged, searched or attached to an issue, not from who can read the user's files.
/// </summary>
internal sealed class SecretBox
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;
    private readonly string _path;
    private byte[]? _key;

    public SecretBox(string folder) => _path = Path.Combine(folder, "secret.key");

    public string Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(Key(create: true), TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize));
        return Convert.ToBase64String(box);
    }

    /// <exception cref="CryptographicException">The key is missing or another one.</exception>
    /// <exception cref="StoreException">The key is damaged.</exception>
    /// <exception cref="FormatException">It is no encrypted value.</exception>
    public string Decrypt(string box)
    {
        var bytes = Convert.FromBase64String(box);
        if (bytes.Length < NonceSize + TagSize) throw new FormatException("An encrypted value is too short.");
        var plain = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(Key(create: false), TagSize);
        aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize + TagSize), bytes.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private byte[] Key(bool create)
    {
        if (_key is not null) return _key;
        if (File.Exists(_path)) return _key = Read();
        if (!create) throw new CryptographicException($"The key file '{_path}' is missing.");
        return _key = Create();
    }

    private byte[] Read()
    {
        var key = File.ReadAllBytes(_path);
        if (key.Length == KeySize) return key;
        throw new StoreException("StoreDamaged",
            $"The key of the local cloud's secrets, '{_path}', is damaged: it has {key.Length} bytes instead of {KeySize}. Put a "
                + "good copy in its place, or remove the folder to begin with an empty cloud.");
    }

    private byte[] Create()
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        try
        {
            PrivateFiles.Replace(_path, key);
            return key;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreNotWritable",
                $"The key of the local cloud's secrets, '{_path}', can't be written: {exception.Message}", exception);
        }
    }
}
