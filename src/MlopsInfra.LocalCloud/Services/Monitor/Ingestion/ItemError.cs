namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>Why one item of a request was not taken.</summary>
/// <param name="Index">Which one.</param>
/// <param name="Status">The HTTP status that it alone would have been answered with.</param>
/// <param name="Message">Why.</param>
internal sealed record ItemError(int Index, int Status, string Message);
