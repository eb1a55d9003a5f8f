using MlopsInfra.Benchmarks;

// dotnet run --project tests/MlopsInfra.Benchmarks -- [--runs N] [WORD ...]
// Measures whole processes, from start to exit; every word has to occur in a scenario's name for it to be run.
var runs = 5;
var words = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] != "--runs") words.Add(args[i]);
    else if (++i >= args.Length || !int.TryParse(args[i], out runs) || runs < 1) return Usage();
}

var repository = Repository(AppContext.BaseDirectory);
if (repository is null)
{
    Console.Error.WriteLine(
        "MlopsInfra.slnx was not found in any folder above the benchmark: run it from a clone of the repository.");
    return 2;
}

var store = Directory.CreateTempSubdirectory("mlops-benchmark-").FullName;
try
{
    Console.WriteLine($"{"scenario",-30} {"min s",8} {"median s",9} {"max s",8} {"cpu s",8} {"peak MB",8}   bound");
    var missed = false;
    var fastest = new Dictionary<string, double>();
    using var scenarios = new Scenarios(repository, Path.Combine(store, "store"));
    foreach (var scenario in scenarios.All()
        .Where(scenario => words.All(scenario.Name.Contains)))
    {
        await scenario.Prepare();
        await MeasuredProcess.RunAsync(scenario.Command, repository);
        var measurements = new List<Measurement>();
        for (var run = 0; run < runs; run++)
        {
            await scenario.Prepare();
            measurements.Add(await MeasuredProcess.RunAsync(scenario.Command, repository));
        }

        var seconds = measurements.Select(measurement => measurement.Wall.TotalSeconds).Order().ToList();
        // The fastest run: whatever else the machine does can only make a run slower.
        fastest[scenario.Name] = seconds[0];
        var (cpu, peak) = (measurements.Min(measurement => measurement.Cpu.TotalSeconds),
            measurements.Max(measurement => measurement.PeakMegabytes));
        var bounds = Bounds(scenario, seconds[0], peak, fastest).ToList();
        missed |= bounds.Exists(bound => !bound.IsMet);
        Console.WriteLine(
            $"{scenario.Name,-30} {seconds[0],8:F2} {seconds[seconds.Count / 2],9:F2} {seconds[^1],8:F2} {cpu,8:F2} {peak,8:F0}  "
                + $" {string.Join(", ", bounds.Select(bound => bound.Text))}");
    }

    return missed ? 1 : 0;
}
finally
{
    Directory.Delete(store, recursive: true);
}

static IEnumerable<(string Text, bool IsMet)> Bounds(Scenario scenario, double seconds, double megabytes,
    Dictionary<string, double> fastest)
{
    static (string, bool) Bound(string text, bool isMet) => (isMet ? text : $"{text} MISSED", isMet);
    if (scenario.Bound is { } time) yield return Bound($"{time.TotalSeconds:F0} s", seconds <= time.TotalSeconds);
    if (scenario.MegabytesBound is { } memory) yield return Bound($"{memory:F0} MB", megabytes <= memory);
    if (scenario.Ratio is { } ratio && fastest.TryGetValue(ratio.Scenario, out var other))
        yield return Bound($"{seconds / other:F1} times '{ratio.Scenario}' of at most {ratio.AtMost:F0}",
            seconds / other <= ratio.AtMost);
    if (scenario.Difference is { } difference && fastest.TryGetValue(difference.Scenario, out var less))
        yield return Bound(
            $"{seconds - less:F2} s more than '{difference.Scenario}' of at most {difference.AtMost.TotalSeconds:F0}",
            seconds - less <= difference.AtMost.TotalSeconds);
}

static int Usage()
{
    Console.Error.WriteLine("usage: [--runs N] [WORD ...]   N: counted runs after one warm-up, 1 or more (default 5)");
    return 2;
}

static string? Repository(string start)
{
    for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        if (File.Exists(Path.Combine(folder, "MlopsInfra.slnx"))) return folder;
    return null;
}
