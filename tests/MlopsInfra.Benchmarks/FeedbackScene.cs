namespace MlopsInfra.Benchmarks;

/// <summary>What comes back from scoring, and the steps that make a training set of it.</summary>
/// <param name="repository">The repository's root folder.</param>
/// <param name="folder">A folder of its own.</param>
internal sealed class FeedbackScene(string repository, string folder)
{
    private const string Python = "/usr/bin/python3";

    private string Tool(string name) => Path.Combine(repository, "tests/MlopsInfra.Benchmarks", name);

    private string Logs(int requests) => Path.Combine(folder, $"logs-{requests}");

    /// <summary>Makes the logs of a day.</summary>
    /// <param name="requests">How many requests; each is of one row.</param>
    public async Task MakeLogsAsync(int requests)
    {
        if (Directory.Exists(Logs(requests))) return;
        await MeasuredProcess.RunAsync([Python, Tool("logs.py"), Logs(requests), $"{requests}"], repository);
    }

    /// <summary>The commands that make a training set, one after the other.</summary>
    /// <param name="requests">How many requests.</param>
    public IReadOnlyList<string> ByHand(int requests) =>
        [Tool("feedback.sh"), Python, Path.Combine(repository, "pipelines/feedback/src"), Logs(requests), "1",
            Path.Combine(folder, "work")];
}
