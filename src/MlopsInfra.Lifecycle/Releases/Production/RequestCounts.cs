namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>What telemetry says of the requests of a release.</summary>
/// <param name="Requests">How many there were.</param>
/// <param name="Failed">How many of them ended with a status of 500 or more: what clients did wrong is not the release's
/// fault.</param>
/// <param name="Latency">95 of 100 took at most this long; null without requests.</param>
internal sealed record RequestCounts(long Requests, long Failed, TimeSpan? Latency);
