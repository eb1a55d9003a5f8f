namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A whole query.</summary>
/// <param name="Lets">The names that it gives.</param>
/// <param name="Body">What it asks.</param>
internal sealed record KustoQuery(IReadOnlyList<LetStatement> Lets, KustoPipeline Body);
