using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A value.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Value">The value.</param>
/// <param name="Type">Its type.</param>
internal sealed record LiteralExpression(int At, object? Value, ColumnType Type) : KustoExpression(At);
