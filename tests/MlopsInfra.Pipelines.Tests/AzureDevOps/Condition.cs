using System.Text.RegularExpressions;

namespace MlopsInfra.Pipelines.Tests.AzureDevOps;

/// <summary>
/// Evaluates a stage's condition as Azure Pipelines does: functions, texts, and names as in <c>dependencies.qa.result</c>.
/// What is absent is the empty text. Fails on any other form.
/// </summary>
internal sealed partial class Condition
{
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly List<string> _tokens;
    private int _at;

    private Condition(string text, IReadOnlyDictionary<string, string> values)
    {
        _values = values;
        _tokens = [.. Token().Matches(text).Select(match => match.Value)];
        Assert.Equal(Blank().Replace(text, ""), Blank().Replace(string.Concat(_tokens), ""));
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="values">The values of names; <c>canceled()</c> is the name <c>canceled</c>.</param>
    public static bool Holds(string text, IReadOnlyDictionary<string, string> values)
    {
        var condition = new Condition(text, values);
        var value = condition.Value();
        Assert.Equal(condition._tokens.Count, condition._at);
        return value == "True";
    }

    private string Value()
    {
        var token = _tokens[_at++];
        if (token[0] == '\'') return token[1..^1];
        if (_at >= _tokens.Count || _tokens[_at] != "(") return _values.GetValueOrDefault(token, "");
        _at++;
        var arguments = new List<string>();
        while (_tokens[_at] != ")")
        {
            arguments.Add(Value());
            if (_tokens[_at] == ",") _at++;
        }

        _at++;
        return (token switch
        {
            "and" => arguments.TrueForAll(argument => argument == "True"),
            "or" => arguments.Contains("True"),
            "not" => arguments.Single() != "True",
            "eq" => arguments[0].Equals(arguments[1], StringComparison.OrdinalIgnoreCase),
            "ne" => !arguments[0].Equals(arguments[1], StringComparison.OrdinalIgnoreCase),
            "in" => arguments.Skip(1).Contains(arguments[0], StringComparer.OrdinalIgnoreCase),
            "canceled" => _values.GetValueOrDefault("canceled") == "True",
            _ => throw new InvalidDataException($"unknown function {token}"),
        }).ToString();
    }

    [GeneratedRegex(@"'[^']*'|[(),]|[A-Za-z_][\w.]*(\['[^']*'\])?")]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
