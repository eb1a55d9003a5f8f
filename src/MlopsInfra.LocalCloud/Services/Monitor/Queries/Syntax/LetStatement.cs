namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A name for a value or a table.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; a table is a <see cref="QueryExpression"/>.</param>
internal sealed record LetStatement(string Name, KustoExpression Value);
