namespace MlopsInfra.Benchmarks;

/// <summary>A deployment of a served local cloud, asked through its endpoint and past it.</summary>
/// <param name="repository">The repository's root folder.</param>
/// <param name="served">The cloud.</param>
/// <param name="folder">A folder of its own.</param>
internal sealed class ScoringScene(string repository, ServedDev served, string folder)
{
    private const string Python = "/usr/bin/python3";

    private string Targets => Path.Combine(folder, "targets.json");

    private string Tool(string name) => Path.Combine(repository, "tests/MlopsInfra.Benchmarks", name);

    /// <summary>Requests one after the other on one connection.</summary>
    /// <param name="target">What they go to: <c>endpoint</c> or <c>process</c>.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<string> Score(string target, int count) => [Python, Tool("score.py"), Targets, target, $"{count}"];

    /// <summary>Requests to the endpoint at a rate; one that fails ends it with an error.</summary>
    /// <param name="count">How many.</param>
    /// <param name="rate">How many a second.</param>
    public IReadOnlyList<string> ScoreAtRate(int count, int rate) => [.. Score("endpoint", count), $"{rate}"];

    /// <summary>Deploys, once.</summary>
    public async Task DeployAsync()
    {
        if (File.Exists(Targets)) return;
        await served.ServeAsync();
        Directory.CreateDirectory(folder);
        await MeasuredProcess.RunAsync(
            [Python, Tool("deploy.py"), served.Outputs, served.Served, Tool("scored.py"), Targets, "1"], repository);
    }
}
