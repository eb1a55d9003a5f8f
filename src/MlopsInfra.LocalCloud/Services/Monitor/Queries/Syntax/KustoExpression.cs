namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>An expression of a query.</summary>
/// <param name="At">Where it begins in the query.</param>
internal abstract record KustoExpression(int At);
