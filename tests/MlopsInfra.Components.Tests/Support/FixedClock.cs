namespace MlopsInfra.Testing;

/// <summary>A clock that stands still, so that what depends on the date is the same whenever a test runs.</summary>
/// <param name="year">The year.</param>
/// <param name="month">The month.</param>
/// <param name="day">The day.</param>
internal sealed class FixedClock(int year = 2026, int month = 11, int day = 28) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(year, month, day, 12, 0, 0, TimeSpan.Zero);
}
