using System.Diagnostics;
using System.Text;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Torture.Kills;

/// <summary>A store of its own: a command is killed on it up to four times, then let through.</summary>
/// <param name="reference">What it does undisturbed.</param>
/// <param name="run">Takes what is found.</param>
/// <param name="seed">What all chance of this case comes from.</param>
internal sealed class KillCase(KillReference reference, TortureRun run, int seed)
{
    private static readonly TimeSpan OrphansEnd = TimeSpan.FromSeconds(5);
    private readonly KillScene _scene = reference.Scene;
    private readonly StringBuilder _story = new($"{reference.Scene.Name}, case {seed}\n");

    /// <summary>How long the last process that a killed command left behind lived.</summary>
    public TimeSpan LongestOrphan { get; private set; }

    /// <summary>Runs the case.</summary>
    /// <param name="kills">How many kills are wanted.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>How many kills hit.</returns>
    public async Task<int> RunAsync(int kills, CancellationToken cancellation)
    {
        var random = new Random(seed);
        using var store = reference.Begin.Copy();
        var hits = 0;
        for (var i = 0; i < kills; i++)
        {
            if (!await KillOnceAsync(KillMoment.By(random, _scene.HasProgram), store, cancellation)) break;
            hits++;
        }

        using (var last = KilledCommand.Start(_scene.Command, store))
        {
            var end = await last.EndAsync(cancellation);
            if (end.ExitCode != 0)
            {
                Fault("not converged", $"exit code {end.ExitCode}\n{end.Error}\n{end.Output}");
                return hits;
            }
        }

        var image = StoreImage.Of(store, _scene.Stack);
        foreach (var damage in image.Damage) Fault("damaged", damage);
        foreach (var (kind, detail) in reference.Image.Differences(image)) Fault(kind, detail);
        return hits;
    }

    /// <returns>Whether it hit; false if the command was done before.</returns>
    private async Task<bool> KillOnceAsync(KillMoment moment, StoreFolder store, CancellationToken cancellation)
    {
        using var command = KilledCommand.Start(_scene.Command, store);
        var (isReached, pause) = Waiting(moment, command, store);
        while (!command.HasEnded && !isReached())
        {
            if (command.Elapsed > TimeSpan.FromMinutes(10)) break;
            await Task.Delay(pause, cancellation);
        }

        var children = command.Kill(moment.Victim);
        _story.AppendLine($"{moment} after {command.Elapsed.TotalSeconds:F2} s and {command.Lines} lines"
            + (children is null ? ": missed" : ""));
        var since = Stopwatch.StartNew();
        var end = await command.EndAsync(cancellation);
        if (children is null)
        {
            if (end.ExitCode != 0) Fault("not converged", $"exit code {end.ExitCode}\n{end.Error}\n{end.Output}");
            return false;
        }

        // A command whose program dies says so; at the very end it may need it no more.
        if (moment.Victim == Victim.Program && end.ExitCode is not (0 or 1))
            Fault("exit code without its program", $"{end.ExitCode}\n{end.Error}");
        await OrphansEndAsync(children, since, cancellation);
        Check(store);
        run.Tried(_scene.Name);
        return true;
    }

    private (Func<bool> IsReached, TimeSpan Pause) Waiting(KillMoment moment, KilledCommand command, StoreFolder store)
    {
        var pause = TimeSpan.FromMilliseconds(2);
        var before = StoreFolder.SizeOf(store.Resources);
        var lines = Math.Max(1, moment.Share * reference.Lines);
        var size = before + moment.Share * Math.Max(0, reference.StoreSize - before);
        var journal = Math.Max(1, moment.Share * reference.JournalSize);
        return moment.Kind switch
        {
            MomentKind.Lines => (() => command.Lines >= lines, pause),
            MomentKind.Store => (() => StoreFolder.SizeOf(store.Resources) > size, pause),
            MomentKind.Journal => (() => StoreFolder.SizeOf(store.Journal(_scene.Stack)) >= journal, pause),
            _ => (() => command.Elapsed >= moment.Share * reference.Duration, pause),
        };
    }

    private async Task OrphansEndAsync(IReadOnlyList<int> children, Stopwatch since, CancellationToken cancellation)
    {
        while (children.Any(Descendants.Runs) && since.Elapsed < OrphansEnd) await Task.Delay(20, cancellation);
        if (since.Elapsed > LongestOrphan) LongestOrphan = since.Elapsed;
        foreach (var orphan in children.Where(Descendants.Runs))
        {
            Fault("orphan", $"process {orphan} lives after {since.Elapsed}");
            Descendants.Kill(orphan);
        }
    }

    private void Check(StoreFolder store)
    {
        foreach (var damage in StoreImage.Of(store, _scene.Stack).Damage) Fault("damaged", damage);
        foreach (var file in (string[])[Path.Combine(store.Path, "cloud", "lock"),
            Path.Combine(store.Path, "stacks", $"{_scene.Stack}.lock")])
        {
            try
            {
                if (File.Exists(file)) new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            }
            catch (IOException exception)
            {
                Fault("lock is held", exception.Message);
            }
        }
    }

    private void Fault(string kind, string detail)
    {
        Console.Error.WriteLine($"{_story}{kind}: {detail}");
        run.Fault(_scene.Name, kind, Encoding.UTF8.GetBytes($"{_story}{kind}\n{detail}"));
    }
}
