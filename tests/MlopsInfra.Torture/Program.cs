using System.CommandLine;
using System.Diagnostics;
using MlopsInfra.Torture;
using MlopsInfra.Torture.Folders;
using MlopsInfra.Torture.Fuzzing;
using MlopsInfra.Torture.Kills;
using MlopsInfra.Torture.Requests;
using MlopsInfra.Torture.Secrets;

// dotnet run --project tests/MlopsInfra.Torture -- [NAME ...] [--short | --count N] [--seed N]
if (args is [FuzzWorker.Command, ..]) return FuzzWorker.Run(args[1..]);

ITorture[] tortures = [new KillTorture(), new FuzzTorture(), new RequestTorture(), new FolderTorture(), new SecretTorture()];

var names = new Argument<string[]>("NAME")
{
    Description = "which tortures to run; all if none is named", Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. tortures.Select(torture => torture.Name)]);
var isShort = new Option<bool>("--short") { Description = "the run of CI: below three minutes in all" };
var count = new Option<int?>("--count") { Description = "how many tries each makes; thousands by default" };
var seed = new Option<int>("--seed") { Description = "the same seed makes the same tries", DefaultValueFactory = _ => 1 };
var command = new RootCommand(
    $"""
    Tortures the product and prints what was found; the exit code is 1 if there is any fault.
    {string.Join('\n', tortures.Select(torture => $"  {torture.Name,-10} {torture.Description}"))}
    """)
{
    names, isShort, count, seed,
};
command.SetAction(async (parsed, cancellation) =>
{
    var chosen = parsed.GetValue(names) is { Length: > 0 } named
        ? tortures.Where(torture => named.Contains(torture.Name)) : tortures;
    var hasFaults = false;
    Console.WriteLine($"{"torture",-10} {"subject",-40} {"tries",10} {"faults",7}");
    foreach (var torture in chosen)
    {
        var tries = parsed.GetValue(count) ?? (parsed.GetValue(isShort) ? torture.ShortCount : torture.LongCount);
        var run = new TortureRun(
            tries, parsed.GetValue(seed), Path.Combine(Repository.Root, "artifacts", "torture", torture.Name));
        var watch = Stopwatch.StartNew();
        await torture.RunAsync(run, cancellation);
        foreach (var (subject, figures) in run.Figures)
        {
            Console.WriteLine(
                $"{torture.Name,-10} {subject,-40} {figures.Tries,10} {figures.Faults.Values.Sum(),7}  {figures.Note}");
            foreach (var (kind, found) in figures.Faults) Console.WriteLine($"{"",-10}   {found} times: {kind}");
        }

        Console.WriteLine($"{torture.Name,-10} {"in all",-40} {run.Figures.Sum(one => one.Value.Tries),10} "
            + $"{run.Figures.Sum(one => one.Value.Faults.Values.Sum()),7}  {watch.Elapsed.TotalSeconds:F0} s");
        hasFaults |= run.HasFaults;
    }

    return hasFaults ? 1 : 0;
});
return await command.Parse(args).InvokeAsync();
