namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A table, and what is done to it.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Source">The table; null where the first operator makes one (<c>print</c>, <c>range</c>, <c>union</c>).</param>
/// <param name="Operators">What is done to it, in order.</param>
internal sealed record KustoPipeline(int At, KustoExpression? Source, IReadOnlyList<KustoOperator> Operators);
