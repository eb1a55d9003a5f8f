using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>The names that columns get where the query gives none, by Kusto's rules.</summary>
internal sealed class ColumnNames
{
    // Functions that leave a column its name.
    private static readonly HashSet<string> Transparent =
    [
        "bin", "floor", "tostring", "toint", "tolong", "todouble", "toreal", "tobool", "todatetime", "totimespan", "toguid",
        "round",
        "tolower", "toupper", "startofday", "startofweek", "startofmonth", "startofyear", "parse_json", "todynamic",
    ];

    private readonly HashSet<string> _used = [];

    /// <summary>A name that no other column has.</summary>
    /// <param name="item">The expression, with the name that the query gives it.</param>
    /// <param name="isAggregate">Whether it is an aggregate.</param>
    public string Take(NamedExpression item, bool isAggregate = false) =>
        Take(item.Name ?? Of(item.Value, isAggregate), item.Name is null && Of(item.Value, isAggregate) == Numbered);

    /// <summary>A name that no other column has.</summary>
    /// <param name="name">The name that it would have.</param>
    /// <param name="isNumbered">Whether it always has a number.</param>
    public string Take(string name, bool isNumbered = false)
    {
        if (!isNumbered && _used.Add(name)) return name;
        for (var number = 1;; number++)
        {
            if (_used.Add($"{name}{number}")) return $"{name}{number}";
        }
    }

    private const string Numbered = "Column";

    private static string Of(KustoExpression expression, bool isAggregate) => expression switch
    {
        NameExpression name => name.Name,
        CallExpression { Function: CallExpression.Member, Arguments: [var of, LiteralExpression { Value: string key }] } =>
            $"{Of(of, false)}_{key}",
        CallExpression call when isAggregate => call.Arguments switch
        {
            [NameExpression name, LiteralExpression percent] when call.Function == "percentile" =>
                $"percentile_{name.Name}_{KustoValues.Text(percent.Value).Replace('.', '_')}",
            [NameExpression name] when call.Function is "any" or "take_any" => name.Name,
            [NameExpression name, ..] when !call.Function.StartsWith("countif", StringComparison.Ordinal) =>
                $"{call.Function.Replace("make_", "", StringComparison.Ordinal)}_{name.Name}",
            _ => $"{call.Function}_",
        },
        CallExpression call when Transparent.Contains(call.Function) && call.Arguments.Count > 0 => Of(call.Arguments[0], false),
        _ => Numbered,
    };
}
