namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>One step of a query, between two pipes.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Name">The operator, as in <c>summarize</c>.</param>
/// <param name="Items">What stands behind it.</param>
/// <param name="By">What stands behind its <c>by</c> or <c>on</c>; of sorting, calls of <c>asc</c> and <c>desc</c>.</param>
/// <param name="Options">Its options, as in <c>kind=inner</c>.</param>
/// <param name="Tables">The tables that it takes besides the one before the pipe.</param>
internal sealed record KustoOperator(
    int At, string Name, IReadOnlyList<NamedExpression> Items, IReadOnlyList<NamedExpression> By,
    IReadOnlyDictionary<string, string> Options, IReadOnlyList<KustoPipeline> Tables);
