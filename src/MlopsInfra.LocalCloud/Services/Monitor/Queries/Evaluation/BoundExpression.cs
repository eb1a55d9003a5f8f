using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>An expression whose names are resolved: a function from a row to a value.</summary>
/// <param name="Type">The type of the values.</param>
/// <param name="Value">The value of a row.</param>
/// <param name="IsConstant">Whether it is the same for every row.</param>
internal sealed record BoundExpression(ColumnType Type, Func<object?[], object?> Value, bool IsConstant = false)
{
    /// <summary>The value of a constant.</summary>
    public object? Constant => IsConstant ? Value([]) : throw new InvalidOperationException("The expression is no constant.");

    /// <summary>A constant.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">Its value.</param>
    public static BoundExpression Of(ColumnType type, object? value) => new(type, _ => value, IsConstant: true);

    /// <summary>A function of operands; computed once where they are constants.</summary>
    /// <param name="type">The type of its values.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="function">The function.</param>
    public static BoundExpression Of(ColumnType type, IReadOnlyList<BoundExpression> operands, Func<object?[], object?> function)
    {
        var values = operands.Select(operand => operand.Value).ToArray();
        object? Compute(object?[] row) => function(Array.ConvertAll(values, value => value(row)));
        return operands.All(operand => operand.IsConstant) ? Of(type, Compute([])) : new BoundExpression(type, Compute);
    }
}
