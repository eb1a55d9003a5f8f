using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stands there; of a quoted name, the name.</param>
/// <param name="At">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Value">The value of a literal.</param>
/// <param name="Type">The type of a literal.</param>
internal sealed record KustoToken(
    KustoTokenKind Kind, string Text, int At, int End, object? Value = null, ColumnType Type = ColumnType.String);
