namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A query within a query.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Query">The query.</param>
internal sealed record QueryExpression(int At, KustoPipeline Query) : KustoExpression(At);
