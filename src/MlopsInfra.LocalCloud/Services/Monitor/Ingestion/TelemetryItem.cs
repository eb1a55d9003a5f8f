using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>A row, and the table that it belongs to.</summary>
/// <param name="Table">The table.</param>
/// <param name="Row">The row.</param>
internal sealed record TelemetryItem(string Table, JsonObject Row);
