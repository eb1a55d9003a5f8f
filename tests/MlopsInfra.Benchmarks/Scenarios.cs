namespace MlopsInfra.Benchmarks;

/// <summary>The figures of docs/performance.md.</summary>
/// <param name="Repository">The repository's root folder; built beforehand.</param>
/// <param name="Store">A folder for the local state, emptied as the scenarios need it.</param>
internal sealed record Scenarios(string Repository, string Store) : IDisposable
{
    private const string ContainersProgram = "tests/Programs/StorageContainers";

    private TrainingScene? _training;

    /// <summary>All scenarios, in the order in which they are run.</summary>
    public IReadOnlyList<Scenario> All() =>
    [
        new("up dev, empty store", Empty, Local("up", "dev"), TimeSpan.FromSeconds(3)),
        new("up dev, nothing changed", Nothing, Local("up", "dev"), TimeSpan.FromSeconds(2)),
        new("preview dev, empty store", Empty, Local("preview", "dev"), null),
        new("up prod, empty store", Empty, Local("up", "prod", "--from-network"), TimeSpan.FromSeconds(5)),
        new("up prod, nothing changed", Nothing, Local("up", "prod", "--from-network"), TimeSpan.FromSeconds(3)),
        new("1,000 storage containers", Empty, Containers("thousand"), TimeSpan.FromSeconds(4)),
        new("1,000 unchanged", Nothing, Containers("thousand"), null),
        new("10,000 storage containers", Empty, Containers("tenthousand"),
            TimeSpan.FromSeconds(52)) { Ratio = ("1,000 storage containers", 13), MegabytesBound = 1000 },
        new("publish 500 steps", () => Steps(500), Publish(500), null),
        new("publish 5,000 steps", () => Steps(5000), Publish(5000),
            TimeSpan.FromSeconds(3)) { Ratio = ("publish 500 steps", 12) },
        new("train by hand", Training.MakeReadingsAsync, Training.ByHand, null),
        new("train as a job", Training.ServeAsync, Training.AsJob, null) { Ratio = ("train by hand", 1.5) },
    ];

    private string[] Local(string verb, string stack, params string[] more) =>
        [.. Mlops, "local", verb, stack, "--store", Store, "--json", .. more];

    private string[] Containers(string stack) =>
        [.. Mlops, "local", "up", stack, "--project", Path.Combine(Repository, ContainersProgram), "--store", Store,
            "--no-publish", "--json"];

    private string[] Publish(int steps) =>
        [.. Mlops, "publish", "dev", "--local", "--pipeline", StepsFolder(steps), "--store", Store, "--json"];

    // An environment without the pipeline: all of it is registered and deployed.
    private async Task Steps(int count)
    {
        await Empty();
        await MeasuredProcess.RunAsync(Local("up", "dev", "--no-publish"), Repository);
        ManySteps.Write(StepsFolder(count), count);
    }

    private string StepsFolder(int count) => Path.Combine(Path.GetDirectoryName(Store)!, $"steps-{count}");

    /// <inheritdoc/>
    public void Dispose() => _training?.Dispose();

    // The folder beside the store: other scenarios empty that one.
    private TrainingScene Training =>
        _training ??= new TrainingScene(Repository, Mlops, Path.Combine(Path.GetDirectoryName(Store)!, "training"));

    private string[] Mlops => ["dotnet", Path.Combine(Repository, "artifacts/bin/MlopsInfra.Cli/debug/mlops.dll")];

    private static Task Nothing() => Task.CompletedTask;

    private Task Empty()
    {
        if (Directory.Exists(Store)) Directory.Delete(Store, recursive: true);
        return Task.CompletedTask;
    }
}
