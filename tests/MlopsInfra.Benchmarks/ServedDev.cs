using System.Diagnostics;

namespace MlopsInfra.Benchmarks;

/// <summary>The stack dev, up and served by <c>mlops local serve</c>.</summary>
/// <param name="repository">The repository's root folder.</param>
/// <param name="mlops">The command <c>mlops</c>.</param>
/// <param name="folder">A folder of its own.</param>
internal sealed class ServedDev(string repository, IReadOnlyList<string> mlops, string folder) : IDisposable
{
    private Process? _served;

    private string Store => Path.Combine(folder, "store");

    /// <summary>The JSON document of its <c>up</c>.</summary>
    public string Outputs => Path.Combine(folder, "up.json");

    /// <summary>The JSON document that says where it is served.</summary>
    public string Served => Path.Combine(folder, "serve.json");

    /// <summary>Brings it up and serves it, once.</summary>
    public async Task ServeAsync()
    {
        if (_served is not null) return;
        Directory.CreateDirectory(folder);
        await MeasuredProcess.RunAsync(
            ["/bin/sh", "-c", $"{string.Join(' ', mlops)} local up dev --store {Store} --json > {Outputs}"], repository);
        _served = Process.Start(new ProcessStartInfo("/bin/sh",
            ["-c", $"exec {string.Join(' ', mlops)} local serve dev --store {Store} --json > {Served}"])
        {
            WorkingDirectory = repository,
        })!;
        while (!File.Exists(Served) || !(await File.ReadAllTextAsync(Served)).Contains('}', StringComparison.Ordinal))
            await Task.Delay(50);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _served?.Kill(entireProcessTree: true);
        _served?.WaitForExit();
        _served?.Dispose();
    }
}
