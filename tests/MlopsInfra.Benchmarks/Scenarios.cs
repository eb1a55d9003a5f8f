namespace MlopsInfra.Benchmarks;

/// <summary>The figures of docs/performance.md.</summary>
/// <param name="Repository">The repository's root folder; built beforehand.</param>
/// <param name="Store">A folder for the local state, emptied as the scenarios need it.</param>
internal sealed record Scenarios(string Repository, string Store) : IDisposable
{
    private const string ContainersProgram = "tests/Programs/StorageContainers";

    private const int Requests = 1000;

    private const int Lists = 50;

    private const int Collected = 3000;

    private ServedDev? _served;
    private ServedDev? _full;
    private ListScene? _lists;
    private TrainingScene? _training;
    private ScoringScene? _scoring;
    private FeedbackScene? _feedback;

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
        new("1,000 requests, process", Scoring.DeployAsync, Scoring.Score("process", Requests), null),
        // 3 ms for each.
        new("1,000 requests, endpoint", Scoring.DeployAsync, Scoring.Score("endpoint", Requests),
            null) { Difference = ("1,000 requests, process", TimeSpan.FromMilliseconds(3 * Requests)) },
        // Nothing is late: the last request has its time after 10 s. One that fails ends the measurement.
        new("200 requests a second, 10 s", Scoring.DeployAsync, Scoring.ScoreAtRate(2000, 200), TimeSpan.FromSeconds(11)),
        new("10,000 predictions to a set", () => Feedback.MakeLogsAsync(10_000), Feedback.ByHand(10_000), null),
        // Steps start in two seconds together, whatever they read.
        new("100,000 predictions to a set", () => Feedback.MakeLogsAsync(100_000), Feedback.ByHand(100_000),
            TimeSpan.FromSeconds(60)) { Ratio = ("10,000 predictions to a set", 11), MegabytesBound = 500 },
        // Ends with an error where the median of what a log costs a request is 1 ms or more.
        new("3,000 logged requests", Nothing, Collect("open"), null),
        new("3,000 logged, storage closed", Nothing, Collect("closed"), null),
        new("50 reads, 10,000 resources", Full.FillAsync, Full.Ask("read", Lists), null),
        // 200 ms for each.
        new("50 filters, 10,000 resources", Full.FillAsync, Full.Ask("list", Lists),
            null) { Difference = ("50 reads, 10,000 resources", TimeSpan.FromMilliseconds(200 * Lists)) },
    ];

    private string[] Local(string verb, string stack, params string[] more) =>
        [.. Mlops, "local", verb, stack, "--store", Store, "--json", .. more];

    private string[] Collect(string storage) =>
        ["/usr/bin/python3", Path.Combine(Repository, "tests/MlopsInfra.Benchmarks/collect.py"),
            Path.Combine(Repository, "pipelines"), $"{Collected}", storage];

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
    public void Dispose()
    {
        _served?.Dispose();
        _full?.Dispose();
    }

    private ListScene Full => _lists ??= new ListScene(Repository, _full ??= new ServedDev(Repository, Mlops, Beside("full")));

    private TrainingScene Training => _training ??= new TrainingScene(Repository, Served, Beside("training"));

    private ScoringScene Scoring => _scoring ??= new ScoringScene(Repository, Served, Beside("scoring"));

    private FeedbackScene Feedback => _feedback ??= new FeedbackScene(Repository, Beside("feedback"));

    private ServedDev Served => _served ??= new ServedDev(Repository, Mlops, Beside("served"));

    // A folder beside the store: other scenarios empty that one.
    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(Store)!, name);

    private string[] Mlops => ["dotnet", Path.Combine(Repository, "artifacts/bin/MlopsInfra.Cli/debug/mlops.dll")];

    private static Task Nothing() => Task.CompletedTask;

    private Task Empty()
    {
        if (Directory.Exists(Store)) Directory.Delete(Store, recursive: true);
        return Task.CompletedTask;
    }
}
