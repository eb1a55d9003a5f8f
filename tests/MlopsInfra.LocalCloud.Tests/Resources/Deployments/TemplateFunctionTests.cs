using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Tests.Resources.Deployments;

/// <summary>Template functions, by the examples of Microsoft's reference of them.</summary>
public sealed class TemplateFunctionTests
{
    [Theory]
    [InlineData("add(5, 3)", "8")]
    [InlineData("and(true(), false())", "false")]
    [InlineData("array('efgh')", """["efgh"]""")]
    [InlineData("base64('one, two, three')", "\"b25lLCB0d28sIHRocmVl\"")]
    [InlineData("base64ToJson('eydvbmUnOiAnYScsICd0d28nOiAnYid9').two", "\"b\"")]
    [InlineData("base64ToString(base64('one, two, three'))", "\"one, two, three\"")]
    [InlineData("bool('true')", "true")]
    [InlineData("cidrSubnet('10.144.0.0/20', 24, 1)", "\"10.144.1.0/24\"")]
    [InlineData("cidrHost('10.144.3.0/24', 1)", "\"10.144.3.2\"")]
    [InlineData("coalesce(null(), 'fourth')", "\"fourth\"")]
    [InlineData("concat(createArray('1-1', '1-2'), createArray('2-1'))", """["1-1","1-2","2-1"]""")]
    [InlineData("concat('prefix', '-', 5)", "\"prefix-5\"")]
    [InlineData("contains('OneTwoThree', 'e')", "true")]
    [InlineData("contains(createObject('one', 'a'), 'One')", "true")]
    [InlineData("contains(createArray('one', 'two'), 'three')", "false")]
    [InlineData("createObject('intProp', 1, 'boolProp', true())", """{"intProp":1,"boolProp":true}""")]
    [InlineData("dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y2M', 'yyyy')", "\"2023\"")]
    [InlineData("dateTimeFromEpoch(1683040573)", "\"2023-05-02T15:16:13Z\"")]
    [InlineData("div(8, 3)", "2")]
    [InlineData("empty(createArray())", "true")]
    [InlineData("endsWith('abcdef', 'EF')", "true")]
    [InlineData("equals(createObject('a', 1), createObject('a', 1))", "true")]
    [InlineData("filter(range(1, 4), lambda('n', greater(lambdaVariables('n'), 2)))", "[3,4]")]
    [InlineData("first('One Two Three')", "\"O\"")]
    [InlineData("flatten(createArray(createArray('a'), createArray('b', 'c')))", """["a","b","c"]""")]
    [InlineData("format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)",
        "\"Hello, User. Formatted number: 8,175,133\"")]
    [InlineData("guid('a', 'b')", "\"2d796349-8c7e-55ec-9624-54ece82ed031\"")]
    [InlineData("if(equals('a', 'a'), 'yes', int('no number'))", "\"yes\"")]
    [InlineData("indexOf('test', 'T')", "0")]
    [InlineData("intersection(createArray('one', 'two', 'three'), createArray('two', 'three'))", """["two","three"]""")]
    [InlineData("items(createObject('b', 1, 'a', 2))[0].key", "\"a\"")]
    [InlineData("join(createArray('one', 'two'), ',')", "\"one,two\"")]
    [InlineData("json('{\"a\": \"b\"}').a", "\"b\"")]
    [InlineData("json('null')", "null")]
    [InlineData("last(createArray('one', 'two'))", "\"two\"")]
    [InlineData("length(createObject('a', 1))", "1")]
    [InlineData("map(range(0, 3), lambda('i', mul(lambdaVariables('i'), 2)))", "[0,2,4]")]
    [InlineData("max(createArray(0, 3, 2))", "3")]
    [InlineData("mod(7, 3)", "1")]
    [InlineData("padLeft('123', 10, '0')", "\"0000000123\"")]
    [InlineData("reduce(range(1, 4), 0, lambda('sum', 'n', add(lambdaVariables('sum'), lambdaVariables('n'))))", "10")]
    [InlineData("replace('123-123-1234', '-', '')", "\"1231231234\"")]
    [InlineData("skip(createArray('one', 'two', 'three'), 2)", """["three"]""")]
    [InlineData("sort(createArray(3, 1, 2), lambda('a', 'b', true()))", "[3,1,2]")]
    [InlineData("sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
        "[1,2,3]")]
    [InlineData("split('one;two,three', createArray(',', ';'))", """["one","two","three"]""")]
    [InlineData("string(createArray('a', 1))", "\"[\\\"a\\\",1]\"")]
    [InlineData("substring('one two three', 4, 3)", "\"two\"")]
    [InlineData("take('one two three', 2)", "\"on\"")]
    [InlineData("toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', 1))", """{"a":1,"b":1}""")]
    [InlineData("tryGet(createObject('a', createArray(1)), 'a', 5)", "null")]
    [InlineData("union(createObject('one', 'a'), createObject('three', 'c'))", """{"one":"a","three":"c"}""")]
    [InlineData("uri('http://contoso.com/resources/', 'nested/azuredeploy.json')",
        "\"http://contoso.com/resources/nested/azuredeploy.json\"")]
    [InlineData("uriComponent('http://a b')", "\"http%3A%2F%2Fa%20b\"")]
    public void A_function_gives(string expression, string expected)
    {
        var value = TemplateEvaluator.Text($"[{expression}]", Nowhere.Scope);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), value),
            $"{expression} gives {value?.ToJsonString() ?? "null"}");
    }

    [Theory]
    [InlineData("nosuch('a')", "The template function 'nosuch' is not valid.")]
    [InlineData("toLower()", "function requires 1 argument(s) while 0 were provided")]
    [InlineData("int('five')", "'five' is no whole number")]
    [InlineData("div(1, 0)", "Nothing can be divided by zero")]
    [InlineData("createObject('a', 1).b", "property 'b' doesn't exist, available properties are 'a'")]
    [InlineData("createObject('a', 1, 'a', 2)", "The name 'a' is there twice.")]
    [InlineData("createArray(1)[1]", "index '1' is out of bounds")]
    [InlineData("concat('a'", "expected token 'RightParenthesis' and actual 'EndOfData'")]
    [InlineData("sort(createArray(1, 2), lambda('a', 'b', nosuch()))", "The template function 'nosuch' is not valid.")]
    [InlineData("map(createArray(1), lambda())", "A lambda has an expression")]
    [InlineData("map(createArray(1), lambda('a', 'A', 1))", "have different names")]
    [InlineData("concat 'a'", "expected token 'LeftParenthesis' and actual 'LiteralString'")]
    public void A_wrong_expression_is_refused_in_Azures_words(string expression, string says) => Assert.Contains(says,
        Assert.Throws<TemplateException>(() => TemplateEvaluator.Text($"[{expression}]", Nowhere.Scope)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Unique_strings_are_13_letters_and_digits_and_the_same_for_the_same_texts()
    {
        static string? Unique(string arguments) =>
            (string?)TemplateEvaluator.Text($"[uniqueString({arguments})]", Nowhere.Scope);
        Assert.Matches("^[a-z2-7]{13}$", Unique("'a', 'b'"));
        Assert.Equal(Unique("'a', 'b'"), Unique("'a', 'b'"));
        Assert.NotEqual(Unique("'a'"), Unique("'b'"));
    }

    private sealed class Nowhere : ITemplateScope
    {
        public static Nowhere Scope { get; } = new();

        public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
        {
            value = null;
            return false;
        }
    }
}
