using System.Text.Json;
using MlopsInfra.CommandTesting;

[assembly: AssemblyFixture(typeof(MlopsInfra.Cli.Tests.DevStore))]

namespace MlopsInfra.Cli.Tests;

/// <summary>The dev environment, brought up once for all tests of this project that begin with it: each gets a copy.</summary>
public sealed class DevStore : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly SemaphoreSlim _one = new(1);
    private JsonElement? _up;

    /// <summary>Copies the store into a folder.</summary>
    /// <param name="folder">The folder; it is empty.</param>
    /// <returns>The document that <c>up</c> printed.</returns>
    public async Task<JsonElement> CopyAsync(string folder)
    {
        await _one.WaitAsync();
        try
        {
            _up ??= (await _mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json();
        }
        finally
        {
            _one.Release();
        }

        foreach (var file in Directory.EnumerateFiles(_mlops.Store, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(_mlops.Store, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return _up.Value;
    }

    public void Dispose()
    {
        _mlops.Dispose();
        _one.Dispose();
    }
}
