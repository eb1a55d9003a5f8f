namespace MlopsInfra.Review.Text;

/// <summary>Durations as people say them.</summary>
public static class DurationText
{
    /// <summary>As in <c>24 s</c>, <c>12 min</c>.</summary>
    /// <param name="time">The duration.</param>
    public static string Of(TimeSpan time) =>
        time.TotalSeconds < 90 ? $"{Math.Round(time.TotalSeconds):0} s" : $"{Math.Round(time.TotalMinutes):0} min";
}
