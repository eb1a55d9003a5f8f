using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>One point of a metric.</summary>
/// <param name="Time">When, in nanoseconds since 1970.</param>
/// <param name="Start">Since when its series counts.</param>
/// <param name="Sum">The sum of its values.</param>
/// <param name="Count">How many values.</param>
/// <param name="Min">The least of them; null if that is not known.</param>
/// <param name="Max">The greatest of them; null if that is not known.</param>
/// <param name="Attributes">Which series it is of.</param>
/// <param name="IsTotal">Whether it holds all since <paramref name="Start"/>, not only what is new.</param>
internal sealed record MetricPoint(
    ulong Time, ulong Start, double Sum, long Count, double? Min, double? Max, IReadOnlyList<KeyValue> Attributes, bool IsTotal);
