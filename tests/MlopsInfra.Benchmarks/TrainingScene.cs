namespace MlopsInfra.Benchmarks;

/// <summary>The sample's training, by hand and as a job of a served local cloud.</summary>
/// <param name="repository">The repository's root folder.</param>
/// <param name="served">The cloud.</param>
/// <param name="folder">A folder of its own.</param>
internal sealed class TrainingScene(string repository, ServedDev served, string folder)
{
    private const string Python = "/usr/bin/python3";

    private string Data => Path.Combine(folder, "data");

    private string Tool(string name) => Path.Combine(repository, "tests/MlopsInfra.Benchmarks", name);

    /// <summary>The commands that make the model, one after the other.</summary>
    public IReadOnlyList<string> ByHand =>
        [Tool("steps.sh"), Python, Path.Combine(repository, "pipelines/training/src"), Data, Path.Combine(folder, "work")];

    /// <summary>The job, from its data to its end.</summary>
    public IReadOnlyList<string> AsJob => [Python, Tool("job.py"), served.Outputs, served.Served, Data];

    /// <summary>Makes 4,000 readings: those of forty pumps in a hundred weeks.</summary>
    public async Task MakeReadingsAsync()
    {
        if (Directory.Exists(Data)) return;
        Directory.CreateDirectory(Data);
        await MeasuredProcess.RunAsync([Python, Path.Combine(repository, "pipelines/training/data/make_pump_readings.py"),
            "--weeks", "100", "--out", Path.Combine(Data, "readings.csv")], repository);
    }

    /// <summary>Serves the cloud, with the readings at hand.</summary>
    public async Task ServeAsync()
    {
        await MakeReadingsAsync();
        await served.ServeAsync();
    }
}
