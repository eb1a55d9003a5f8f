using System.Diagnostics;

namespace MlopsInfra.Torture.Kills;

/// <summary>
/// Kills commands at any moment, and holds what the next run makes of it against what an undisturbed one leaves.
/// </summary>
internal sealed class KillTorture : ITorture
{
    private const int SideBySide = 2;
    private const int ShortRun = 100;
    private const int LongestChain = 4;

    public string Name => "kill";

    public string Description => "kill -9 of commands and their programs at any moment; the next run has to make all good";

    public int LongCount => 1_000;

    public int ShortCount => 40;

    public async Task RunAsync(TortureRun run, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("The torture 'kill' needs Linux's /proc.");
        var random = new Random(run.Seed);
        var references = new Dictionary<KillScene, KillReference>();
        var hits = 0;
        var stores = 0;
        var longestOrphan = TimeSpan.Zero;
        var watch = Stopwatch.StartNew();
        var running = new List<Task>();
        try
        {
            while (hits < run.Count)
            {
                var scene = SceneOf(run, random);
                if (!references.TryGetValue(scene, out var reference))
                {
                    await Task.WhenAll(running);
                    references[scene] = reference = await KillReference.MakeAsync(scene, run, cancellation);
                }

                var one = new KillCase(reference, run, random.Next());
                var kills = Math.Min(random.Next(1, LongestChain + 1), run.Count - hits);
                running.RemoveAll(task => task.IsCompletedSuccessfully);
                if (running.Count == SideBySide)
                {
                    await await Task.WhenAny(running);
                    if (hits >= run.Count) break;
                }

                running.Add(OneAsync(one, kills));
            }

            await Task.WhenAll(running);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine("The torture 'kill' was stopped.");
        }
        finally
        {
            foreach (var reference in references.Values) reference.Dispose();
            run.Measured("chains of up to 4 kills",
                $"{stores} stores, last orphan ended after {longestOrphan.TotalSeconds:F1} s");
        }

        async Task OneAsync(KillCase one, int kills)
        {
            var hit = await one.RunAsync(kills, cancellation);
            lock (references)
            {
                hits += hit;
                stores++;
                if (one.LongestOrphan > longestOrphan) longestOrphan = one.LongestOrphan;
                if (stores % 20 == 0)
                    Console.Error.WriteLine($"{hits} kills, {stores} stores, {watch.Elapsed.TotalMinutes:F1} min");
            }
        }
    }

    private static KillScene SceneOf(TortureRun run, Random random)
    {
        var scenes = KillScene.All.Where(scene => run.Count >= ShortRun || scene.Stack == "small").ToList();
        var at = random.Next(scenes.Sum(scene => scene.Weight));
        return scenes.First(scene => (at -= scene.Weight) < 0);
    }
}
