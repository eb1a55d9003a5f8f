using System.Text.RegularExpressions;
using CsCheck;
using MlopsInfra.Review.Templates;

namespace MlopsInfra.Review.Tests;

public sealed class ArmExpressionTests
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private static readonly ArmExpression InGroup = new("s", "g");

    [Theory]
    [InlineData("/subscriptions/s", "subscription().id")]
    [InlineData("/subscriptions/s/resourceGroups/G", "resourceGroup().id")]
    [InlineData("/subscriptions/s/resourceGroups/other", "subscriptionResourceId('Microsoft.Resources/resourceGroups', 'other')")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c/d", "resourceId('A.B/c', 'd')")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c/d/e/f", "resourceId('A.B/c/e', 'd', 'f')")]
    [InlineData("/subscriptions/s/resourceGroups/other/providers/A.B/c/d", "resourceId('other', 'A.B/c', 'd')")]
    [InlineData("/subscriptions/s/providers/A.B/c/d", "subscriptionResourceId('A.B/c', 'd')")]
    [InlineData("/providers/Microsoft.Authorization/roleDefinitions/r", "tenantResourceId('Microsoft.Authorization/roleDefinitions', 'r')")]
    [InlineData(
        "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/providers/E.F/g/h", "extensionResourceId(resourceId('A.B/c', 'd'), 'E.F/g', 'h')")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c/it's", "resourceId('A.B/c', 'it''s')")]
    public void An_id_becomes_the_function_that_gives_it(string id, string expression) => Assert.Equal(expression, InGroup.Mended(id, Tenant));

    [Theory]
    [InlineData("/subscriptions/another/resourceGroups/g/providers/A.B/c/d")] // another subscription's: that is meant
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c")] // a type without a name
    [InlineData("/blobServices/default/containers/data")]
    [InlineData("just a text")]
    [InlineData("")]
    public void What_is_no_id_of_this_subscription_stays_as_it_is(string text) =>
        Assert.Null(new ArmExpression("00000000-0000-0000-0000-000000000000", "g").Mended(text, Tenant));

    [Fact]
    public void The_local_cloud_s_subscription_and_tenant_are_replaced_within_a_text()
    {
        var expressions = new ArmExpression("00000000-0000-0000-0000-000000000000", null);
        Assert.Equal("subscription().tenantId", expressions.Mended(Tenant, Tenant));
        Assert.Equal(
            "concat('https://x/', subscription().tenantId, '/it''s/', subscription().subscriptionId)",
            expressions.Mended($"https://x/{Tenant}/it's/00000000-0000-0000-0000-000000000000", Tenant));
    }

    [Theory]
    [InlineData("[x]", "[[x]")]
    [InlineData("x[0]", "x[0]")]
    public void A_text_that_looks_like_an_expression_is_none(string text, string value) => Assert.Equal(value, ArmExpression.Literal(text));

    [Fact]
    public void Names_can_have_any_character_and_break_no_expression() => Gen.Select(Gen.OneOf(Gen.Const(""), Gen.Const("see ")), Name, Name).Sample((before, group, name) =>
    {
        var text = $"{before}/subscriptions/{Tenant}/resourceGroups/{group}/providers/A.B/c/{name}";
        var expression = new ArmExpression(Tenant, "g").Mended(text, "none")!;

        var withoutTexts = Regex.Replace(expression, "'(?:[^']|'')*'", "");
        Assert.Matches(before.Length == 0 ? @"^resourceId\(, (, )?\)$" : @"^concat\(, subscription\(\)\.subscriptionId, \)$", withoutTexts);
    });

    private static Gen<string> Name { get; } = Gen.String[Gen.Char["ab'()[],.-"], 1, 8];
}
