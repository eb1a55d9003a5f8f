using System.Collections.Concurrent;
using MlopsInfra.Torture.Fuzzing.Readers;

namespace MlopsInfra.Torture.Fuzzing;

/// <summary>Gives every reader of the product what nobody would write.</summary>
internal sealed class FuzzTorture : ITorture
{
    private const int InputsAtOnce = 500;

    /// <inheritdoc/>
    public string Name => "fuzz";

    /// <inheritdoc/>
    public string Description => "every reader of files, languages and bodies, with inputs made of the repository's own";

    /// <inheritdoc/>
    public int LongCount => 1_000_000;

    /// <inheritdoc/>
    public int ShortCount => 15_000;

    /// <inheritdoc/>
    public async Task RunAsync(TortureRun run, CancellationToken cancellation)
    {
        var readers = AllReaders.Named(Environment.GetEnvironmentVariable("FUZZ_READERS"));
        var weight = readers.Sum(reader => reader.Weight);
        var work = new ConcurrentQueue<FuzzWork>(readers
            .SelectMany(reader => Parts(reader.Name, (long)Math.Ceiling(run.Count * reader.Weight / weight))));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => WorkAsync(run, work, cancellation)));
    }

    private static IEnumerable<FuzzWork> Parts(string reader, long count)
    {
        for (long first = 0; first < count; first += InputsAtOnce)
            yield return new FuzzWork(reader, first, (int)Math.Min(InputsAtOnce, count - first));
    }

    private static async Task WorkAsync(TortureRun run, ConcurrentQueue<FuzzWork> all, CancellationToken cancellation)
    {
        WorkerProcess? worker = null;
        try
        {
            while (!cancellation.IsCancellationRequested && all.TryDequeue(out var next))
            {
                for (FuzzWork? left = next; left is not null;)
                {
                    worker ??= new WorkerProcess();
                    left = await worker.ReadAsync(run, left, cancellation);
                    if (!worker.HasEnded) continue;
                    worker.Dispose();
                    worker = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What was counted until then is printed.
        }
        finally
        {
            worker?.Dispose();
        }
    }
}
