namespace MlopsInfra.Torture.Kills;

/// <summary>What a command does when nobody disturbs it.</summary>
/// <param name="Scene">The command.</param>
/// <param name="Begin">The store that it begins with.</param>
/// <param name="Image">What it leaves.</param>
/// <param name="Lines">How many lines it prints.</param>
/// <param name="StoreSize">How large the cloud's store becomes.</param>
/// <param name="JournalSize">How large the journal becomes.</param>
/// <param name="Duration">How long it takes.</param>
internal sealed record KillReference(
    KillScene Scene, StoreFolder Begin, StoreImage Image, int Lines, long StoreSize, long JournalSize, TimeSpan Duration)
    : IDisposable
{
    /// <summary>Runs it twice, and holds one against the other.</summary>
    /// <exception cref="InvalidOperationException">The command fails undisturbed.</exception>
    public static async Task<KillReference> MakeAsync(KillScene scene, TortureRun run, CancellationToken cancellation)
    {
        var begin = new StoreFolder();
        foreach (var command in scene.Before) await RunAsync(command, begin, cancellation);
        var first = await OnceAsync(scene, begin, cancellation);
        var second = await OnceAsync(scene, begin, cancellation);
        var differences = first.Image.Differences(second.Image).ToList();
        run.Tried($"{scene.Name}, undisturbed twice");
        foreach (var (kind, detail) in differences)
            run.Fault($"{scene.Name}, undisturbed twice", kind, System.Text.Encoding.UTF8.GetBytes(detail));
        return second;
    }

    /// <inheritdoc/>
    public void Dispose() => Begin.Dispose();

    private static async Task<KillReference> OnceAsync(KillScene scene, StoreFolder begin, CancellationToken cancellation)
    {
        using var store = begin.Copy();
        using var command = KilledCommand.Start(scene.Command, store);
        long journal = 0;
        while (!command.HasEnded)
        {
            journal = Math.Max(journal, StoreFolder.SizeOf(store.Journal(scene.Stack)));
            await Task.Delay(5, cancellation);
        }

        var duration = command.Elapsed;
        var end = await command.EndAsync(cancellation);
        if (end.ExitCode != 0)
            throw new InvalidOperationException($"'{scene.Name}' ends with {end.ExitCode}: {end.Error}\n{end.Output}");
        return new KillReference(scene, begin, StoreImage.Of(store, scene.Stack), command.Lines,
            StoreFolder.SizeOf(store.Resources), journal, duration);
    }

    private static async Task RunAsync(string[] command, StoreFolder store, CancellationToken cancellation)
    {
        using var running = KilledCommand.Start(command, store);
        var end = await running.EndAsync(cancellation);
        if (end.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {end.Error}\n{end.Output}");
    }
}
