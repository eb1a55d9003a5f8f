using System.Diagnostics;

namespace MlopsInfra.Benchmarks;

/// <summary>The sample's training, by hand and as a job of a served local cloud.</summary>
/// <param name="repository">The repository's root folder.</param>
/// <param name="mlops">The command <c>mlops</c>.</param>
/// <param name="folder">A folder of its own.</param>
internal sealed class TrainingScene(string repository, IReadOnlyList<string> mlops, string folder) : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private Process? _served;

    private string Data => Path.Combine(folder, "data");

    private string Store => Path.Combine(folder, "store");

    private string Outputs => Path.Combine(folder, "up.json");

    private string Served => Path.Combine(folder, "serve.json");

    private string Tool(string name) => Path.Combine(repository, "tests/MlopsInfra.Benchmarks", name);

    /// <summary>The four commands, one after the other.</summary>
    public IReadOnlyList<string> ByHand =>
        [Tool("steps.sh"), Python, Path.Combine(repository, "pipelines/training/src"), Data, Path.Combine(folder, "work")];

    /// <summary>The job, from its data to its end.</summary>
    public IReadOnlyList<string> AsJob => [Python, Tool("job.py"), Outputs, Served, Data];

    /// <summary>Makes 4,000 readings: those of forty pumps in a hundred weeks.</summary>
    public async Task MakeReadingsAsync()
    {
        if (Directory.Exists(Data)) return;
        Directory.CreateDirectory(Data);
        await MeasuredProcess.RunAsync([Python, Path.Combine(repository, "pipelines/training/data/make_pump_readings.py"),
            "--weeks", "100", "--out", Path.Combine(Data, "readings.csv")], repository);
    }

    /// <summary>Brings dev up and serves it, once.</summary>
    public async Task ServeAsync()
    {
        await MakeReadingsAsync();
        if (_served is not null) return;
        await ShellAsync($"{string.Join(' ', mlops)} local up dev --store {Store} --json > {Outputs}");
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

    private Task ShellAsync(string command) => MeasuredProcess.RunAsync(["/bin/sh", "-c", command], repository);
}
