using System.Security.Cryptography;
using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>
/// What a server signs with: a key for each purpose, made of one that is kept with the store, so that tokens and signatures are
/// good for the next server of the same store and for no other.
/// </summary>
internal sealed class ServerKeys
{
    private const int Size = 32;
    private const string FileName = "token.key";
    private readonly byte[] _key;

    private ServerKeys(byte[] key) => _key = key;

    /// <summary>Keys that live as long as the server.</summary>
    public static ServerKeys Create() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The keys that are kept in a folder; made where there are none, or what is there is none.</summary>
    /// <param name="folder">The folder; null: nothing is kept.</param>
    public static ServerKeys Open(string? folder)
    {
        if (folder is null) return Create();
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Size } kept) return new ServerKeys(kept);
        var keys = Create();
        PrivateFiles.CreateFolder(folder);
        PrivateFiles.Replace(path, keys._key);
        return keys;
    }

    /// <summary>The key for a purpose.</summary>
    /// <param name="purpose">The purpose, as in <c>access tokens</c>.</param>
    public byte[] For(string purpose) => HKDF.Expand(HashAlgorithmName.SHA256, _key, Size, Encoding.UTF8.GetBytes(purpose));
}
