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
    Console.Error.WriteLine("MlopsInfra.sln was not found in any folder above the benchmark: run it from a clone of the repository.");
    return 2;
}

var store = Directory.CreateTempSubdirectory("mlops-benchmark-").FullName;
try
{
    Console.WriteLine($"{"scenario",-30} {"min s",8} {"median s",9} {"max s",8} {"peak MB",8} {"bound s",8}");
    var missed = false;
    foreach (var scenario in new Scenarios(repository, Path.Combine(store, "store")).All().Where(scenario => words.All(scenario.Name.Contains)))
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
        var median = seconds[seconds.Count / 2];
        missed |= median > scenario.Bound?.TotalSeconds;
        Console.WriteLine(
            $"{scenario.Name,-30} {seconds[0],8:F2} {median,9:F2} {seconds[^1],8:F2} {measurements.Max(measurement => measurement.PeakMegabytes),8:F0} {scenario.Bound?.TotalSeconds.ToString("F0") ?? "-",8}");
    }

    return missed ? 1 : 0;
}
finally
{
    Directory.Delete(store, recursive: true);
}

static int Usage()
{
    Console.Error.WriteLine("usage: [--runs N] [WORD ...]   N: counted runs after one warm-up, 1 or more (default 5)");
    return 2;
}

static string? Repository(string start)
{
    for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        if (File.Exists(Path.Combine(folder, "MlopsInfra.sln"))) return folder;
    return null;
}
