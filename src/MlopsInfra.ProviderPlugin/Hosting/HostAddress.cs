using System.Security.Cryptography;
using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>Where the plugin host of a store listens: a file in the store's folder that only its owner can read.</summary>
/// <param name="Port">The port on 127.0.0.1.</param>
/// <param name="Token">What a plugin has to say first: that it can read the file is what lets it in.</param>
internal sealed record HostAddress(int Port, string Token)
{
    private const string FileName = "plugin-host.json";

    /// <summary>An address with a token that nobody knows yet.</summary>
    public static HostAddress At(int port) => new(port, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The address in a store's folder; null if there is none, or it is being written.</summary>
    public static HostAddress? Read(string folder)
    {
        try
        {
            var address = JsonFile.Deserialize<HostAddress>(PathIn(folder));
            return address.Port is > 0 and <= ushort.MaxValue ? address : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Publishes the address, over one that a host left behind that was killed.</summary>
    public void Write(string folder) => PrivateFiles.Replace(PathIn(folder), JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Takes the address away; that of another host stays.</summary>
    public void Remove(string folder)
    {
        if (Read(folder) == this) File.Delete(PathIn(folder));
    }

    private static string PathIn(string folder) => Path.Combine(folder, FileName);
}
