using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Cli.Local;

/// <summary>Where a running <c>mlops local serve</c> is: a file in the store's folder while it runs.</summary>
/// <param name="Address">The address of its REST side.</param>
/// <param name="Certificate">The file of the certificate to trust.</param>
internal sealed record ServedAddress(Uri Address, string Certificate)
{
    /// <summary>The address in a store's folder; null if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CliException">The file holds something else, or can't be read.</exception>
    public static ServedAddress? Read(string folder)
    {
        try
        {
            var served = JsonFile.Deserialize<ServedAddress>(PathIn(folder));
            return served.Address.IsAbsoluteUri ? served : throw new JsonException("'Address' is no address.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new CliException(ExitCode.Failed, "StoreDamaged",
                $"{JsonFault.At(PathIn(folder), exception)} The file says where `mlops local serve` is. Delete it, and "
                    + "serve anew.", PathIn(folder), exception);
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
