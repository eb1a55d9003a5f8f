namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>One value of a metric.</summary>
/// <param name="Key">The metric.</param>
/// <param name="Value">The value; NaN and infinity are values, too.</param>
/// <param name="Timestamp">When, in milliseconds since 1970.</param>
/// <param name="Step">The step.</param>
/// <param name="ModelId">The logged model that it is of; null for none.</param>
/// <param name="DatasetName">The data that it was measured on; null if that is not said.</param>
/// <param name="DatasetDigest">Its digest.</param>
internal sealed record MetricPoint(
    string Key, double Value, long Timestamp, long Step, string? ModelId = null, string? DatasetName = null,
    string? DatasetDigest = null)
{
    /// <summary>Whether it, and not another one, is shown as the metric's value: the highest step, then the newest.</summary>
    /// <param name="other">The other one.</param>
    public bool IsAfter(MetricPoint other) =>
        (Step, Timestamp, Value).CompareTo((other.Step, other.Timestamp, other.Value)) >= 0;
}
