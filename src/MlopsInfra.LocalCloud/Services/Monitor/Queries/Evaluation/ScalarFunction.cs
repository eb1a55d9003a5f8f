using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>A function of values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fewest">How few arguments it takes.</param>
/// <param name="Most">How many.</param>
/// <param name="TypeOf">The type of its value, by its arguments.</param>
/// <param name="Value">Its value.</param>
internal sealed record ScalarFunction(
    string Name, int Fewest, int Most, Func<IReadOnlyList<BoundExpression>, ColumnType> TypeOf, Func<object?[], object?> Value)
{
    /// <summary>A function whose values are always of one type.</summary>
    public ScalarFunction(string name, int fewest, int most, ColumnType type, Func<object?[], object?> value)
        : this(name, fewest, most, _ => type, value)
    {
    }

    /// <summary>A function of one argument, whose values are always of one type.</summary>
    public ScalarFunction(string name, ColumnType type, Func<object?, object?> value)
        : this(name, 1, 1, _ => type, values => value(KustoValues.Plain(values[0])))
    {
    }
}
