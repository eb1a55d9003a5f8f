using System.Text.Json.Nodes;
using CsCheck;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Tests.Resources.Deployments;

/// <summary>What holds for every template expression and every text that could be one.</summary>
public sealed class TemplateExpressionProperties
{
    private static readonly Gen<string> Name = Gen.Char['a', 'z'].Array[1, 6].Select(letters => new string(letters));

    private static readonly Gen<string> AnyText =
        Gen.Char[" '[](),.ab1\n{}\"\\-é"].Array[0, 20].Select(letters => new string(letters));

    private static readonly Gen<TemplateExpression> AnyExpression = Gen.Recursive<TemplateExpression>((depth, inner) => depth > 4
        ? Literal
        : Gen.OneOf(
            Literal,
            Gen.Select(Name, inner.List[0, 3],
                (name, arguments) => (TemplateExpression)new TemplateExpression.Call(name, arguments)),
            Gen.Select(Name, inner, Gen.OneOf(Literal, inner), (name, argument, key) =>
                (TemplateExpression)new TemplateExpression.Member(new TemplateExpression.Call(name, [argument]), key))));

    private static Gen<TemplateExpression> Literal => Gen.OneOf(
        AnyText.Select(text => (TemplateExpression)new TemplateExpression.Literal(JsonValue.Create(text))),
        Gen.Long.Select(number => (TemplateExpression)new TemplateExpression.Literal(JsonValue.Create(number))));

    [Fact]
    public void What_is_written_is_read_again() => AnyExpression.Sample(expression =>
        Assert.Equal(Written(expression), Written(TemplateExpressionParser.Parse($"[{Written(expression)}]"))));

    [Fact]
    public void Any_text_is_an_expression_or_refused_with_a_reason() => AnyText.Sample(text =>
    {
        try
        {
            TemplateExpressionParser.Parse($"[{text}]");
        }
        catch (TemplateException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    });

    [Fact]
    public void Any_text_can_be_written_so_that_it_stays_as_it_is() => AnyText.Sample(text =>
    {
        var escaped = TemplateExpressionParser.Escape(text);
        Assert.False(TemplateExpressionParser.IsExpression(escaped));
        Assert.Equal(text, TemplateExpressionParser.Unescape(escaped));
    });

    [Fact]
    public void Lenient_JSON_reads_what_is_JSON_as_it_is() => Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? AnyText.Select(text => (JsonNode?)text)
        : Gen.OneOf(
            AnyText.Select(text => (JsonNode?)text), Gen.Long.Select(number => (JsonNode?)number), Gen.Const((JsonNode?)null),
            Gen.Bool.Select(flag => (JsonNode?)flag),
            inner.List[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            inner.List[0, 3].Select(items => (JsonNode?)new JsonObject(
                items.Select((item, index) => KeyValuePair.Create($"m{index}", item?.DeepClone()))))))
        .Sample(json => Assert.True(JsonNode.DeepEquals(json, LenientJson.Parse(json?.ToJsonString() ?? "null"))));

    private static string Written(TemplateExpression expression) => expression switch
    {
        TemplateExpression.Literal literal => literal.Value is JsonValue value && value.TryGetValue(out string? text)
            ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : literal.Value.ToJsonString(),
        TemplateExpression.Call call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Written))})",
        TemplateExpression.Member member => $"{Written(member.Target)}[{Written(member.Key)}]",
        _ => "",
    };
}
