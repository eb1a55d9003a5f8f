namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>
/// The last totals of series, to tell what has changed since. They end with the server: what comes next counts anew.
/// </summary>
internal sealed class MetricSeries
{
    // A sender whose attributes never repeat must not fill the memory.
    private const int Most = 100_000;

    private readonly Dictionary<string, MetricPoint> _last = [];
    private readonly Lock _gate = new();

    /// <summary>What is new in a total; null if nothing is.</summary>
    /// <param name="key">Which series.</param>
    /// <param name="total">Its total now.</param>
    public MetricPoint? Change(string key, MetricPoint total)
    {
        lock (_gate)
        {
            if (_last.Count >= Most) _last.Clear();
            var before = _last.GetValueOrDefault(key);
            _last[key] = total;
            // A series that began anew has nothing before it.
            if (before is null || before.Start != total.Start) return total;
            var (sum, count) = (total.Sum - before.Sum, total.Count - before.Count);
            // Least and greatest are those of the whole time: of the change alone they are not known.
            if (total is { Min: null, Max: null, Count: 1 }) return sum == 0 ? null : total with { Sum = sum };
            return count <= 0 ? null : total with { Sum = sum, Count = count, Min = null, Max = null };
        }
    }
}
