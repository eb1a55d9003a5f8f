using System.Globalization;

namespace MlopsInfra.Lifecycle.Models;

/// <summary>Compares the metrics of a candidate with those of the newest version of its model.</summary>
internal static class MetricComparison
{
    /// <summary>Whether it is better in each metric that is asked for, and why, or why not.</summary>
    /// <param name="candidate">The candidate, which says what is asked for.</param>
    /// <param name="metrics">Its metrics.</param>
    /// <param name="newest">The newest version; null if there is none.</param>
    /// <exception cref="LifecycleException">The job has no such metric.</exception>
    public static (bool IsBetter, string Reason) Compare(
        ModelCandidate candidate, IReadOnlyDictionary<string, double> metrics, ModelVersion? newest)
    {
        string[] asked = [.. candidate.Higher, .. candidate.Lower];
        if (asked.FirstOrDefault(name => !metrics.ContainsKey(name)) is { } missing)
        {
            var names = string.Join(", ", metrics.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"));
            throw new LifecycleException("MetricNotFound",
                $"The job {candidate.Job} has no metric '{missing}'. It has: {names} (its tags "
                    + $"{LifecycleTags.MetricPrefix}NAME).");
        }

        if (candidate.IsForced) return (true, "registered whatever its metrics are");
        if (asked.Length == 0) return (true, "no metric was to be compared");
        if (newest is null) return (true, $"the first version of {candidate.Name}");
        List<string> reasons = [];
        foreach (var name in asked)
        {
            var isHigher = candidate.Higher.Contains(name);
            var value = metrics[name];
            // What the newest version does not say can't keep a better one away.
            if (!newest.Metrics.TryGetValue(name, out var other)) continue;
            var than = $"{(isHigher ? "above" : "below")} {Text(other)} of {newest.Reference}";
            if (isHigher ? value <= other : value >= other) return (false, $"{name} {Text(value)} is not {than}");
            reasons.Add($"{name} {Text(value)} is {than}");
        }

        return (true, reasons.Count > 0 ? string.Join(", ", reasons) : $"{newest.Reference} has none of the metrics");
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
