using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Torture.Requests;

/// <summary>Requests of every service, mutated, from many connections at once, and attacks on the server.</summary>
internal sealed class RequestTorture : ITorture
{
    private const int Connections = 32;
    private const int Round = 25_000;

    /// <inheritdoc/>
    public string Name => "rest";

    /// <inheritdoc/>
    public string Description =>
        "requests to the served cloud that no client means, from 32 connections at once, and attacks on it";

    /// <inheritdoc/>
    public int LongCount => 1_000_000;

    /// <inheritdoc/>
    public int ShortCount => 4_000;

    /// <inheritdoc/>
    public async Task RunAsync(TortureRun run, CancellationToken cancellation)
    {
        using var mlops = new Mlops();
        var deployed = await mlops.LocalAsync("up", "dev");
        if (deployed.ExitCode != 0) throw new CommandFailedException(deployed.Error);
        var (asked, watch, latencies) = (0, new Stopwatch(), new ConcurrentBag<double>());
        var rounds = 0;
        for (; asked < run.Count && !cancellation.IsCancellationRequested; rounds++)
        {
            // What requests change of the store, as an account that is closed, must not be the end of the rest.
            using var copy = new StoreCopy(mlops.Store);
            var count = Math.Min(Round, run.Count - asked);
            await PlayAsync(run, mlops, copy.Folder, rounds, count, watch, latencies, cancellation);
            asked += count;
        }

        var sorted = latencies.Order().ToArray();
        if (sorted.Length == 0) return;
        run.Measured("all requests", FormattableString.Invariant(
            $"{sorted.Length / watch.Elapsed.TotalSeconds:F0}/s, p50 {At(sorted, 50):F1} ms, p99 {At(sorted, 99):F1} ms"));
    }

    private static double At(double[] sorted, int percent) => sorted[(int)((long)sorted.Length * percent / 100)];

    private static async Task PlayAsync(TortureRun run, Mlops mlops, string store, int round, int count, Stopwatch watch,
        ConcurrentBag<double> latencies, CancellationToken cancellation)
    {
        var kept = new KeptAnswers(run);
        using (var server = await TorturedServer.StartAsync(mlops, store, cancellation))
        {
            var source = new StoreSeeds(server);
            var seeds = await source.ReadAsync(cancellation);
            var registry = source.NameOf("Microsoft.ContainerRegistry/registries");
            var account = source.NameOf("Microsoft.Storage/storageAccounts");
            await server.SignInAtAsync(registry, cancellation);
            seeds.AddRange(source.Others());
            seeds.AddRange(SeedFiles.Read((string)source.Known["Microsoft.MachineLearningServices/workspaces"]["id"]!));
            seeds.AddRange(Planes.Blobs(account));
            seeds.AddRange(Planes.SignIn());
            seeds.AddRange(Planes.Contents(source.NameOf("Microsoft.KeyVault/vaults"), registry));
            // Each service gets its share, however many requests are known of it.
            var bySubject = seeds.GroupBy(seed => seed.Subject).Select(group => group.ToArray()).ToArray();
            if (round == 0) await new Attacks(run, server, account, store).RunAsync(cancellation);
            var before = server.Megabytes;
            watch.Start();
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(number => Task.Run(async () =>
            {
                using var worker = new RequestWorker(run, server, new Random(HashCode.Combine(run.Seed, round, number)),
                    bySubject, kept, account);
                for (var index = number; index < count && server.IsRunning; index += Connections)
                    latencies.Add(await worker.AskAsync(cancellation));
            }, cancellation)));
            watch.Stop();
            var after = server.Megabytes;
            run.Measured("memory", string.Create(CultureInfo.InvariantCulture,
                $"{before} MB before, {after} MB after {count} requests, {server.Megabytes} MB at the end of the round"));
            await kept.LookAsync(server, isRestarted: false, cancellation);
            if (!await server.EndAsync() || server.Errors.Contains("Unhandled exception", StringComparison.Ordinal))
                run.Fault("restart", "the server does not end as it should", System.Text.Encoding.UTF8.GetBytes(server.Errors));
        }

        using var again = await TorturedServer.StartAsync(mlops, store, cancellation);
        await kept.LookAsync(again, isRestarted: true, cancellation);
        await again.EndAsync();
    }
}
