using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Evaluation;

namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>Every comparison of "Azure Policy definition structure policy rule", where it holds and where it does not.</summary>
public sealed class OperatorTests
{
    /// <summary>Operator, what is compared, the value that it holds for, the value that it does not hold for.</summary>
    public static TheoryData<string, string, string, string> Operators { get; } = new()
    {
        { "equals", "\"Hot\"", "\"hot\"", "\"cool\"" },
        { "notEquals", "\"Hot\"", "\"cool\"", "\"hot\"" },
        { "like", "\"st*\"", "\"stdata\"", "\"data\"" },
        { "notLike", "\"st*\"", "\"data\"", "\"stdata\"" },
        { "match", "\"a##\"", "\"a12\"", "\"A12\"" },
        { "notMatch", "\"a??\"", "\"a12\"", "\"abc\"" },
        { "matchInsensitively", "\"a##\"", "\"A12\"", "\"A1\"" },
        { "notMatchInsensitively", "\"a.?\"", "\"A12\"", "\"A1b\"" },
        { "contains", "\"net\"", "\"a-NET-b\"", "\"a-b\"" },
        { "notContains", "\"net\"", "\"a-b\"", "\"a-NET-b\"" },
        { "in", "[\"a\", \"b\"]", "\"B\"", "\"c\"" },
        { "notIn", "[\"a\", \"b\"]", "\"c\"", "\"B\"" },
        { "containsKey", "\"env\"", "{\"Env\": 1}", "{\"other\": 1}" },
        { "notContainsKey", "\"env\"", "{\"other\": 1}", "{\"Env\": 1}" },
        { "less", "3", "2", "3" },
        { "lessOrEquals", "3", "3", "4" },
        { "greater", "3", "4", "3" },
        { "greaterOrEquals", "\"2024-01-01\"", "\"2024-01-01\"", "\"2023-12-31\"" },
        { "exists", "\"true\"", "\"anything\"", "null" },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_comparison_holds_for_one_value_and_not_for_another(string name, string wanted, string yes, string no)
    {
        Assert.True(Comparison.IsOperator(name));
        Assert.True(Comparison.Holds(name, JsonNode.Parse(yes), JsonNode.Parse(wanted)), $"{yes} {name} {wanted}");
        Assert.False(Comparison.Holds(name, JsonNode.Parse(no), JsonNode.Parse(wanted)), $"{no} {name} {wanted}");
    }

    [Fact]
    public void What_does_not_exist_is_wanted_by_a_false()
    {
        Assert.True(Comparison.Holds("exists", null, JsonValue.Create(false)));
        Assert.False(Comparison.Holds("exists", JsonValue.Create("x"), JsonValue.Create("false")));
    }

    [Fact]
    public void No_operator_is_left_out() =>
        Assert.Equal(Comparison.Names.Order(StringComparer.Ordinal),
            Operators.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
}
