namespace MlopsInfra.Torture.Secrets;

/// <summary>Plants secrets wherever one can be given, works with them, and searches all that was written and printed.</summary>
internal sealed class SecretTorture : ITorture
{
    /// <inheritdoc/>
    public string Name => "secrets";

    /// <inheritdoc/>
    public string Description => "plants secrets, works with them, and searches all that is written and printed";

    /// <inheritdoc/>
    public int LongCount => 20;

    /// <inheritdoc/>
    public int ShortCount => 1;

    /// <inheritdoc/>
    public async Task RunAsync(TortureRun run, CancellationToken cancellation)
    {
        for (var number = 0; number < run.Count && !cancellation.IsCancellationRequested; number++)
        {
            using var one = new SecretRun(run, number);
            await one.RunAsync(isBrief: run.Count <= ShortCount, cancellation);
        }
    }
}
