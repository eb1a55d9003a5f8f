namespace MlopsInfra.LocalCloud.Rest;

/// <summary>How time passes for what Azure waits for: retries of deliveries and of HTTP actions.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Faster">How many times faster than Azure; at least 1.</param>
internal sealed record PlaySpeed(TimeProvider Time, double Faster)
{
    /// <summary>Waits, the shorter the faster.</summary>
    /// <param name="duration">How long Azure waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Delay(duration / Faster, Time, cancellationToken);
}
