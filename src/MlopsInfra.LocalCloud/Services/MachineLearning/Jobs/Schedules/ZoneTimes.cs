namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

/// <summary>Times of day where the clocks are changed.</summary>
internal static class ZoneTimes
{
    /// <summary>
    /// A time of a zone's clocks. One that they leave out is the moment in which they leave it out; of one that they show twice
    /// it is the first.
    /// </summary>
    /// <param name="time">What the clocks show.</param>
    /// <param name="zone">The zone.</param>
    public static DateTimeOffset At(DateTime time, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(time)) return new DateTimeOffset(time, zone.GetAmbiguousTimeOffsets(time).Max());
        while (zone.IsInvalidTime(time)) time = time.AddMinutes(1);
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }
}
