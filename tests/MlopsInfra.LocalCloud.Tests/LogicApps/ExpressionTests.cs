using System.Text.Json.Nodes;
using CsCheck;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

namespace MlopsInfra.LocalCloud.Tests.LogicApps;

/// <summary>The workflow definition language's expressions.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("@triggerBody()?[0]?['data']?['url']", "\"https://st/c/b\"")]
    [InlineData("@triggerBody()[0].data.url", "\"https://st/c/b\"")]
    [InlineData("@triggerBody()?[7]?['data']?.url", "null")]
    [InlineData("@triggerOutputs()['headers']['x-tag']", "\"blue\"")]
    [InlineData("file @{triggerBody()[0].data.url}, @{length(triggerBody())} event", "\"file https://st/c/b, 1 event\"")]
    [InlineData("@@triggerBody()", "\"@triggerBody()\"")]
    [InlineData("a @@{b}", "\"a @{b}\"")]
    [InlineData("@concat('it''s ', 1, ' of ', null, true)", "\"it's 1 of True\"")]
    [InlineData("@split('a/b/c.csv', '/')", """["a","b","c.csv"]""")]
    [InlineData("@join(take(split('a/b/c.csv', '/'), sub(length(split('a/b/c.csv', '/')), 1)), '/')", "\"a/b\"")]
    [InlineData("@last(skip(createArray('a', 'b', 'c'), 1))", "\"c\"")]
    [InlineData("@if(equals(1, 1.0), 'yes', div(1, 0))", "\"yes\"")]
    [InlineData("@coalesce(triggerBody()?[3], 'none')", "\"none\"")]
    [InlineData("@and(greater(add(1, 2), 2), not(contains('abc', 'x')), startsWith('Data', 'data'))", "true")]
    [InlineData("@json('{\"a\":[1]}').a[0]", "1")]
    [InlineData("@div(7, 2)", "3")]
    [InlineData("@substring('hello', 1, 3)", "\"ell\"")]
    [InlineData("@replace(toUpper(trim(' ab ')), 'A', '-')", "\"-B\"")]
    [InlineData("@parameters('endpoint')", "\"https://ep\"")]
    [InlineData("@union(createArray(1, 2), createArray(2, 3))", "[1,2,3]")]
    public void Have_values(string template, string json) => Assert.Equal(json, Show(Templates.Evaluate(template, Scope())));

    [Theory]
    [InlineData("@triggerBody()[0]['nothing']", "doesn't exist")]
    [InlineData("@triggerBody()[9]", "outside of the array")]
    [InlineData("@length(1)", "'length'")]
    [InlineData("@split('a')", "takes 2 arguments, but is given 1")]
    [InlineData("@outputs('later')", "has not been run")]
    [InlineData("@variables('x')", "must be initialized")]
    [InlineData("@xpath('a', 'b')", "The local cloud does not run the template function 'xpath'")]
    [InlineData("@lowercase('A')", "'lowercase' is not defined")]
    [InlineData("@concat('a'", "there is the end")]
    [InlineData("@concat('a)", "does not end")]
    [InlineData("@concat", "neither a function call nor a literal")]
    [InlineData("@{1", "there is the end")]
    [InlineData("@1 2", "There is '2'")]
    [InlineData("@add(9007199254740991, 1e308, 1)", "takes 2 arguments")]
    [InlineData("@json('{\"a\":1,\"a\":2}')", "the text is no JSON")]
    [InlineData("@mul(1e308, 10)", "no number that JSON has")]
    public void Say_what_is_wrong(string template, string because) =>
        Assert.Contains(because, Assert.Throws<ExpressionException>(() => Templates.Evaluate(template, Scope())).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Any_text_in_quotes_is_that_text() => Gen.String.Sample(text =>
        Assert.Equal(text,
            Values.Text(Templates.Evaluate($"@concat('{text.Replace("'", "''", StringComparison.Ordinal)}')", Scope()))));

    [Fact]
    public void Any_text_at_all_has_a_value_or_an_expression_exception() =>
    Gen.String[Gen.Char["@{}()[]?.,'a0- "], 0, 30].Sample(text =>
    {
        try
        {
            Templates.Evaluate(text, Scope());
        }
        catch (ExpressionException)
        {
            // Refused, in words; anything else fails the test.
        }
    });

    private static RunScope Scope()
    {
        var trigger = JsonNode.Parse("""{"headers":{"x-tag":"blue"},"body":[{"data":{"url":"https://st/c/b"}}]}""")!.AsObject();
        var source =
            new WorkflowSource("/w", "w", "westeurope", [], new Dictionary<string, JsonNode?> { ["endpoint"] = "https://ep" });
        return new RunScope(new WorkflowRun(source, "manual", trigger, new NoWorkflowHttp(),
            new PlaySpeed(TimeProvider.System, 1)),
            []);
    }

    private static string Show(JsonNode? value) => value?.ToJsonString(JsonText.Options) ?? "null";
}
