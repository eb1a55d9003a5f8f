using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A table that stands in the query: <c>datatable(a:long, b:string)[1, 'x', 2, 'y']</c>.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Values">Its values, row by row.</param>
internal sealed record DataTableExpression(int At, IReadOnlyList<LogColumn> Columns, IReadOnlyList<KustoExpression> Values)
    : KustoExpression(At);
