namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>Why a query is not even read.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code.</param>
/// <param name="Message">Why.</param>
internal sealed record QueryRefusal(int Status, string Code, string Message);
