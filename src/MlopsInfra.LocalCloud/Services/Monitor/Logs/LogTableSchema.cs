namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>What is known of a table's columns.</summary>
/// <param name="Columns">Those that it has even if it is empty.</param>
/// <param name="IsOpen">Whether its rows may have more.</param>
internal sealed record LogTableSchema(IReadOnlyList<LogColumn> Columns, bool IsOpen);
