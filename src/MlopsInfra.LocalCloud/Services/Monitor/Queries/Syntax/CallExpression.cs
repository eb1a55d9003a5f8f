namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A function of arguments, or an operator of operands: <c>[]</c> is the member of a dynamic value.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Function">The function or the operator.</param>
/// <param name="Arguments">What it is of.</param>
internal sealed record CallExpression(int At, string Function, IReadOnlyList<KustoExpression> Arguments) : KustoExpression(At)
{
    /// <summary>The operator that takes a member of a dynamic value.</summary>
    public const string Member = "[]";
}
