namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>An expression that may be given a name: <c>Failed = countif(Success == false)</c>.</summary>
/// <param name="Name">The name; null for none.</param>
/// <param name="Value">The expression.</param>
internal sealed record NamedExpression(string? Name, KustoExpression Value);
