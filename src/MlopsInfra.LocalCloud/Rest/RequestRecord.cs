namespace MlopsInfra.LocalCloud.Rest;

/// <summary>A request that was answered.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Status">The HTTP status; 0 where the connection was cut on purpose.</param>
/// <param name="Duration">How long it took until the answer began.</param>
/// <param name="Changed">Whether it changed anything that is stored.</param>
/// <param name="Error">What went wrong inside of the server (status 500); null otherwise.</param>
public sealed record RequestRecord(RequestInfo Request, int Status, TimeSpan Duration, bool Changed, Exception? Error);
