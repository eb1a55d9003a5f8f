using System.Diagnostics;
using System.Text;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.Torture.Folders;

/// <summary>
/// Publishes folders that hold whatever a file system can hold, and compares what ignore files leave out with what Azure ML's
/// client and Git make of the same lines.
/// </summary>
internal sealed class FolderTorture : ITorture
{
    private const string Reading = "odd folders";

    // Nothing is uploaded, so nothing takes long; on a busy machine the best of three counts.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1), Hang = TimeSpan.FromSeconds(30);

    public string Name => "folders";

    public string Description => "random folders with pipes, sockets, devices, links, odd names and ignore files";

    public int LongCount => 20_000;

    public int ShortCount => 300;

    public async Task RunAsync(TortureRun run, CancellationToken cancellation)
    {
        // A pattern is tried on ten paths, and is made much faster than a folder.
        await PatternComparison.RunAsync(run, run.Count * 10, cancellation);
        var random = new Random(run.Seed);
        var (slowest, refused) = (TimeSpan.Zero, 0);
        for (var i = 0; i < run.Count && !cancellation.IsCancellationRequested; i++)
        {
            using var tree = new OddTree(random.Next());
            run.Tried(Reading);
            var (time, outcome) = await TryAsync(tree.Path, cancellation);
            for (var again = 0; again < 2 && time > Limit && time < Hang; again++)
            {
                var (next, _) = await TryAsync(tree.Path, cancellation);
                if (next < time) time = next;
            }

            if (time > slowest) slowest = time;
            if (outcome is PipelineFolderException) refused++;
            var kind = outcome is not null and not PipelineFolderException ? outcome.GetType().Name
                : outcome is PipelineFolderException wrong && wrong.Errors.Any(error => error.Location.Line < 1)
                    ? "a refusal without a place" : time >= Hang ? "hangs" : time > Limit ? "takes more than a second" : null;
            if (kind is not null) run.Fault(Reading, kind, Encoding.UTF8.GetBytes($"{tree.Script}\n{outcome}"));
            // Whoever hangs holds a thread, and may hold the folder.
            if (time >= Hang) return;
        }

        run.Measured(Reading, $"{refused} refused with their place, slowest {slowest.TotalMilliseconds:F0} ms, "
            + $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at most");
    }

    private static async Task<(TimeSpan Time, Exception? Outcome)> TryAsync(string path, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var read = Task.Run(() => Read(path), cancellation);
        var isDone = await Task.WhenAny(read, Task.Delay(Hang, cancellation)) == read;
        return isDone ? (watch.Elapsed, await read) : (Hang, null);
    }

    // Whatever it ends with is what is looked for.
    private static Exception? Read(string path)
    {
        try
        {
            PipelineFolder.Read(path);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
