using CsCheck;
using MlopsInfra.LocalCloud.Rest.Queries;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>Filters of lists: what is written is read, what is read means what logic says, and nothing else is taken.</summary>
public sealed class FilterProperties
{
    private static readonly Gen<string> Text = Gen.Char["abAB '()/,ä"].Array[0, 6].Select(characters => new string(characters));

    private static readonly Gen<string> Property = Gen.OneOf("name", "kind", "sku/tier");

    private static readonly Gen<FilterExpression> Leaf = Gen.OneOf(
        Gen.Select(Property, Gen.OneOf("eq", "ne"), Text, FilterExpression (name, comparison, text) =>
            new FilterExpression.Comparison(name, comparison, Quoted(text))),
        Gen.Select(Property, Text, FilterExpression (name, text) =>
            new FilterExpression.Call("startswith", [new FilterValue(FilterValueKind.Name, name), Quoted(text)])),
        Gen.Select(Property, Text, FilterExpression (name, text) =>
            new FilterExpression.Call("substringof", [Quoted(text), new FilterValue(FilterValueKind.Name, name)])));

    private static readonly Gen<FilterExpression> Expression = Gen.Recursive<FilterExpression>((depth, inner) => depth > 4 ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (1, Gen.Select(inner, inner, FilterExpression (left, right) => new FilterExpression.And(left, right))),
            (1, Gen.Select(inner, inner, FilterExpression (left, right) => new FilterExpression.Or(left, right))),
            (1, inner.Select(FilterExpression (one) => new FilterExpression.Not(one)))));

    private static readonly Gen<Dictionary<string, string>> Element = Gen.Select(Text, Text, Text,
        (name, kind, tier) => new Dictionary<string, string> { ["name"] = name, ["kind"] = kind, ["sku/tier"] = tier });

    private static FilterVocabulary<Dictionary<string, string>> Vocabulary =>
        new FilterVocabulary<Dictionary<string, string>> { HasNot = true }
            .With("name", element => element["name"], "startswith", "substringof")
            .With("kind", element => element["kind"], "startswith", "substringof")
            .With("sku/tier", element => element["sku/tier"], "startswith", "substringof");

    [Fact]
    public void What_is_written_is_read() =>
        Expression.Sample(expression => FilterParser.Parse(Write(expression)) == expression);

    [Fact]
    public void What_is_read_means_what_logic_says() => Gen.Select(Expression, Element).Sample((expression, element) =>
        Vocabulary.Compile(FilterParser.Parse(Write(expression)))(element) == Holds(expression, element));

    [Fact]
    public void Any_other_text_is_refused_and_breaks_nothing() =>
        Gen.OneOf(Gen.String[0, 40],
            Gen.OneOf("name", "eq", "'x'", "'", "(", ")", ",", "and", "or", "not", "nosuch", "gt", "1", "atScope", " ")
                .Array[0, 12].Select(words => string.Join(' ', words))).Sample(text =>
        {
            try
            {
                Vocabulary.Compile(FilterParser.Parse(text));
            }
            catch (FilterSyntaxException)
            {
            }
        });

    [Theory]
    [InlineData("name eq 'a' or name eq 'b' and kind eq 'c'", "name eq 'a' or (name eq 'b' and kind eq 'c')")]
    [InlineData("not name eq 'a' and kind eq 'b'", "(not name eq 'a') and kind eq 'b'")]
    [InlineData("NAME EQ 'a'  AND\tkind ne 'b'", "NAME eq 'a' and kind ne 'b'")]
    public void Words_bind_as_in_OData(string one, string other) =>
        Assert.Equal(FilterParser.Parse(other), FilterParser.Parse(one));

    [Theory]
    [InlineData("name eq")]
    [InlineData("name eq 'a")]
    [InlineData("name eq 'a')")]
    [InlineData("name eq name")]
    [InlineData("name like 'a'")]
    [InlineData("eq 'a'")]
    [InlineData("startswith(name 'a')")]
    [InlineData("")]
    public void Broken_syntax_is_refused(string filter) => Assert.Throws<FilterSyntaxException>(() => FilterParser.Parse(filter));

    [Fact]
    public void Brackets_without_end_are_refused_and_not_followed() =>
        Assert.Throws<FilterSyntaxException>(() => FilterParser.Parse(new string('(', 100_000)));

    private static FilterValue Quoted(string text) => new(FilterValueKind.Text, text);

    private static string Write(FilterExpression expression) => expression switch
    {
        FilterExpression.And both => $"({Write(both.Left)}) and ({Write(both.Right)})",
        FilterExpression.Or either => $"({Write(either.Left)}) or ({Write(either.Right)})",
        FilterExpression.Not negated => $"not ({Write(negated.Inner)})",
        FilterExpression.Comparison comparison => $"{comparison.Property} {comparison.Operator} {Write(comparison.Value)}",
        FilterExpression.Call call => $"{call.Name}({string.Join(",", call.Arguments.Select(Write))})",
        _ => throw new InvalidOperationException(),
    };

    private static string Write(FilterValue value) => value.Kind == FilterValueKind.Text
        ? $"'{value.Text.Replace("'", "''", StringComparison.Ordinal)}'" : value.Text;

    private static bool Holds(FilterExpression expression, Dictionary<string, string> element) => expression switch
    {
        FilterExpression.And both => Holds(both.Left, element) && Holds(both.Right, element),
        FilterExpression.Or either => Holds(either.Left, element) || Holds(either.Right, element),
        FilterExpression.Not negated => !Holds(negated.Inner, element),
        FilterExpression.Comparison { Operator: "eq" } same =>
            element[same.Property].Equals(same.Value.Text, StringComparison.OrdinalIgnoreCase),
        FilterExpression.Comparison other =>
            !element[other.Property].Equals(other.Value.Text, StringComparison.OrdinalIgnoreCase),
        FilterExpression.Call { Name: "startswith" } call =>
            element[call.Arguments[0].Text].StartsWith(call.Arguments[1].Text, StringComparison.OrdinalIgnoreCase),
        FilterExpression.Call call =>
            element[call.Arguments[1].Text].Contains(call.Arguments[0].Text, StringComparison.OrdinalIgnoreCase),
        _ => throw new InvalidOperationException(),
    };
}
