using System.Text.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Cli.Local;

/// <summary>Where a running <c>mlops local serve</c> is: a file in the store's folder while it runs.</summary>
/// <param name="Address">The address of its REST side.</param>
/// <param name="Certificate">The file of the certificate to trust.</param>
internal sealed record ServedAddress(Uri Address, string Certificate)
{
    /// <summary>The address in a store's folder; null if there is none.</summary>
    /// <param name="folder">The folder.</param>
    public static ServedAddress? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ServedAddress>(File.ReadAllText(PathIn(folder)));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Publishes the address.</summary>
    /// <param name="folder">The folder.</param>
    public void Write(string folder) => PrivateFiles.Replace(PathIn(folder), JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Takes the address away.</summary>
    /// <param name="folder">The folder.</param>
    public static void Remove(string folder) => File.Delete(PathIn(folder));

    private static string PathIn(string folder) => Path.Combine(folder, "server.json");
}
