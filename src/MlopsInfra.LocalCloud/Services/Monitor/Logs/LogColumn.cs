namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>A column.</summary>
/// <param name="Name">Its name. Case counts.</param>
/// <param name="Type">The type of its values.</param>
internal sealed record LogColumn(string Name, ColumnType Type);
