using System.Globalization;

namespace MlopsInfra.Lifecycle.Testing;

/// <summary>What a test of a scoring service said.</summary>
/// <param name="Samples">How many samples were asked.</param>
/// <param name="Failures">What was wrong, a sentence for each; empty if all went well.</param>
/// <param name="Latency">95 of 100 answers took at most this long; null where no answer was timed.</param>
public sealed record TestReport(int Samples, IReadOnlyList<string> Failures, TimeSpan? Latency)
{
    /// <summary>Whether all went well.</summary>
    public bool IsPassed => Failures.Count == 0;

    /// <summary>In a few words, as in <c>4 of 4 samples as expected, p95 5 ms</c>.</summary>
    public string Text
    {
        get
        {
            var latency = Latency is { } p95
                ? string.Create(CultureInfo.InvariantCulture, $", p95 {p95.TotalMilliseconds:0.#} ms") : "";
            return IsPassed ? $"{Samples} of {Samples} samples as expected{latency}" : string.Join("; ", Failures) + latency;
        }
    }

    /// <summary>What is said of a latency that is not allowed.</summary>
    /// <param name="latency">The latency.</param>
    /// <param name="allowed">What is allowed.</param>
    internal static string TooSlow(TimeSpan latency, TimeSpan allowed) => string.Create(CultureInfo.InvariantCulture,
        $"95 of 100 requests took up to {latency.TotalMilliseconds:0} ms; {allowed.TotalMilliseconds:0} ms are allowed "
            + $"(--max-latency)");

    /// <summary>The value that 95 of 100 are not above: the nearest rank.</summary>
    /// <param name="durations">The durations.</param>
    internal static TimeSpan? P95(IReadOnlyCollection<TimeSpan> durations) =>
        durations.Count == 0 ? null : durations.Order().ElementAt((int)Math.Ceiling(durations.Count * 0.95) - 1);
}
