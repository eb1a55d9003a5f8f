using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>An aggregate whose names are resolved: a function from the rows of a group to a value.</summary>
/// <param name="Type">The type of the values.</param>
/// <param name="Value">The value of a group.</param>
internal sealed record BoundAggregate(ColumnType Type, Func<IReadOnlyList<object?[]>, object?> Value);
