using System.Text.Json.Nodes;

namespace MlopsInfra.Cli.Simulating;

/// <summary>A request of the traffic.</summary>
/// <param name="Id">Its id, which follows from its time and its rows.</param>
/// <param name="Time">When it would have come (UTC).</param>
/// <param name="Body">What is asked.</param>
/// <param name="Labels">The outcomes of its rows, in their order; null where one is not known.</param>
internal sealed record SimulatedRequest(string Id, DateTimeOffset Time, JsonObject Body, IReadOnlyList<string?> Labels);
