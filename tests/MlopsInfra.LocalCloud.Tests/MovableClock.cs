namespace MlopsInfra.LocalCloud.Tests;

/// <summary>A clock that a test moves on.</summary>
internal sealed class MovableClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    public void Advance(double seconds) => _now = _now.AddSeconds(seconds);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;
}
