namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A column, a table, something that <c>let</c> names, or <c>*</c>.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Name">The name.</param>
internal sealed record NameExpression(int At, string Name) : KustoExpression(At);
