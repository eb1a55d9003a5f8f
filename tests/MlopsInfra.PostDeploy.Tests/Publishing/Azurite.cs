using System.Diagnostics;
using System.Security.Cryptography;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>
/// Microsoft's storage emulator on a port of its own, with an account and a key made for this run; nothing is kept.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    private const string Account = "stmlopsdev";
    private const string Listening = "successfully listens on ";

    private readonly Process _process;
    private readonly StorageSharedKeyCredential _key;

    private Azurite(Process process, Uri address, StorageSharedKeyCredential key)
    {
        _process = process;
        Address = address;
        _key = key;
    }

    /// <summary>The account's key.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    private static string Program { get; } =
        Path.Combine(TempPipeline.Repository, "build", "azurite", "node_modules", "azurite", "dist", "src", "blob", "main.js");

    /// <summary>Starts it; skips the test where it is not installed.</summary>
    public static async Task<Azurite> StartAsync()
    {
        if (!File.Exists(Program))
            Assert.Skip(
                "Azurite is not installed: npm ci --prefix build/azurite --ignore-scripts (.ci/run does it; needs Node.js).");
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        // The client is newer than the emulator's list of API versions; what is used of the API is the same in all of them.
        var start = new ProcessStartInfo(
            "node", [Program, "--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--silent",
                "--disableTelemetry", "--skipApiVersionCheck"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{key}";
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
                return new Azurite(process, new Uri(line[(at + Listening.Length)..].Trim()),
                    new StorageSharedKeyCredential(Account, key)) { Key = key };
        }

        throw new InvalidOperationException("Azurite ended without listening.");
    }

    /// <summary>A container with a signature that may read, write and list, as the workspace hands them out.</summary>
    /// <param name="name">The container; made if it is missing.</param>
    public async Task<Uri> SignAsync(string name)
    {
        var container = new BlobContainerClient(new Uri(Address, $"{Account}/{name}"), _key);
        await container.CreateIfNotExistsAsync();
        return container.GenerateSasUri(
            BlobContainerSasPermissions.Read | BlobContainerSasPermissions.Write | BlobContainerSasPermissions.Create
                | BlobContainerSasPermissions.List,
            DateTimeOffset.UtcNow.AddHours(1));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
