using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>All functions of values.</summary>
internal static class ScalarFunctions
{
    // What the binder does itself: functions that need more than values.
    private static readonly string[] OfBinder = ["ago", "column_ifexists", "now", "toscalar"];

    private static readonly Dictionary<string, ScalarFunction> All =
        ((IEnumerable<ScalarFunction>[])[ConversionFunctions.All, LogicFunctions.All, MathFunctions.All, TextFunctions.All,
            TimeFunctions.All, DynamicFunctions.All]).SelectMany(functions => functions)
        .ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Keys.Concat(OfBinder);

    /// <summary>Binds a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="arguments">Its arguments.</param>
    public static BoundExpression Bind(CallExpression call, BoundExpression[] arguments)
    {
        if (!All.TryGetValue(call.Function, out var function))
            throw KustoException.Missing(Aggregates.Names.Contains(call.Function)
                ? $"aggregate '{call.Function}' outside of summarize" : $"function '{call.Function}'", call.At, Names);
        if (arguments.Length < function.Fewest || arguments.Length > function.Most)
            throw KustoException.Semantic("SEM0219", $"{call.Function}(): {arguments.Length} arguments are given, not "
                + $"{(function.Fewest == function.Most ? $"{function.Fewest}" : $"{function.Fewest} to {function.Most}")}",
                call.At);
        return BoundExpression.Of(function.TypeOf(arguments), arguments, function.Value);
    }
}
