using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CsCheck;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Templates;

namespace MlopsInfra.Review.Tests;

/// <summary>How texts of a program become expressions of templates, in both languages.</summary>
public sealed class ArmExpressionTests
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Subscription = "00000000-0000-0000-0000-000000000000";
    private static readonly ImmutableDictionary<string, TemplateExpression> NoValues =
        ImmutableDictionary<string, TemplateExpression>.Empty;

    [Theory]
    [InlineData("/subscriptions/s", "subscription().id")]
    [InlineData("/subscriptions/s/resourceGroups/G", "resourceGroup().id")]
    [InlineData("/subscriptions/s/resourceGroups/other", "subscriptionResourceId('Microsoft.Resources/resourceGroups', 'other')")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c/d", "resourceId('A.B/c', 'd')")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c/d/e/f", "resourceId('A.B/c/e', 'd', 'f')")]
    [InlineData("/subscriptions/s/resourceGroups/other/providers/A.B/c/d", "resourceId('other', 'A.B/c', 'd')")]
    [InlineData("/subscriptions/s/providers/A.B/c/d", "subscriptionResourceId('A.B/c', 'd')")]
    [InlineData("/providers/Microsoft.Authorization/roleDefinitions/r",
        "tenantResourceId('Microsoft.Authorization/roleDefinitions', 'r')")]
    [InlineData(
        "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/providers/E.F/g/h",
        "extensionResourceId(resourceId('A.B/c', 'd'), 'E.F/g', 'h')")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c/it's", "resourceId('A.B/c', 'it''s')")]
    public void An_id_becomes_the_function_that_gives_it(string id, string expression) => Assert.Equal(expression, Arm("s", id));

    [Theory]
    [InlineData("/subscriptions/another/resourceGroups/g/providers/A.B/c/d")] // another subscription's: that is meant
    [InlineData("/subscriptions/s/resourceGroups/g/providers/A.B/c")] // a type without a name
    [InlineData("/blobServices/default/containers/data")]
    [InlineData("just a text")]
    [InlineData("")]
    public void What_is_no_id_of_this_subscription_stays_as_it_is(string text) =>
        Assert.Equal(new TemplateExpression.Text(text), Read(Subscription, text));

    [Fact]
    public void The_local_cloud_s_subscription_and_tenant_are_replaced_within_a_text()
    {
        Assert.Equal("subscription().tenantId", Arm(Subscription, Tenant));
        Assert.Equal(
            "concat('https://x/', subscription().tenantId, '/it''s/', subscription().subscriptionId)",
            Arm(Subscription, $"https://x/{Tenant}/it's/{Subscription}"));
    }

    [Fact]
    public void The_id_of_a_declared_resource_is_found_within_a_text_and_not_in_a_longer_name()
    {
        var account = Account();
        var texts = new TemplateTexts(new TemplateResources([account]), Subscription, Tenant);

        var within = Assert.IsType<TemplateExpression.Joined>(texts.Of($"{{\"scope\":\"{account.Id}\"}}", NoValues));
        Assert.Equal(new TemplateExpression.IdOf(account), within.Parts[1]);
        Assert.IsType<TemplateExpression.OtherId>(texts.Of($"{account.Id}2", NoValues));
        Assert.Equal(account,
            Assert.IsType<TemplateExpression.OtherId>(texts.Of($"{account.Id}/blobServices/default", NoValues)).Within);
    }

    [Fact]
    public void What_a_resource_computes_and_answers_is_asked_of_it_again()
    {
        var account = Account();
        var values = new ComputedValues(account).All;

        Assert.Equal("reference(resourceId('A.B/c', 'd'), '2024-01-01').address",
            new ArmExpression("g").Of(values["https://d.example"]));
        Assert.Equal("listKeys(resourceId('A.B/c', 'd'), '2024-01-01').keys[0].value",
            new ArmExpression("g").Of(values["a key that nobody would guess"]));
        // A time or a word of an enumeration is no value that a program takes from anywhere, and what was told is known.
        Assert.DoesNotContain("2026-01-01T00:00:00.0000000Z", values.Keys);
        Assert.DoesNotContain("VirtualMachineScaleSets", values.Keys);
        Assert.DoesNotContain("told, and long enough to tell", values.Keys);
    }

    [Theory]
    [InlineData("[x]", "[[x]")]
    [InlineData("x[0]", "x[0]")]
    public void A_text_that_looks_like_an_expression_is_none(string text, string value) =>
        Assert.Equal(value, new ArmExpression("g").Value(new TemplateExpression.Text(text)));

    [Theory]
    [InlineData("it's", @"'it\'s'")]
    [InlineData("a\\b", @"'a\\b'")]
    [InlineData("one\ntwo\ttabs\r", @"'one\ntwo\ttabs\r'")]
    [InlineData("${x} and $5", @"'\${x} and $5'")]
    [InlineData("\u0001", @"'\u{1}'")]
    public void Bicep_reads_a_text_back_as_it_was(string text, string bicep) => Assert.Equal(bicep, BicepText.Quoted(text));

    [Fact]
    public void Names_can_have_any_character_and_break_no_expression() =>
    Gen.Select(Gen.OneOf(Gen.Const(""), Gen.Const("see ")), Name, Name).Sample((before, group, name) =>
    {
        var text = $"{before}/subscriptions/{Tenant}/resourceGroups/{group}/providers/A.B/c/{name}";
        var expression = Arm(Tenant, text);

        var withoutTexts = Regex.Replace(expression, "'(?:[^']|'')*'", "");
        Assert.Matches(before.Length == 0 ? @"^resourceId\(, (, )?\)$" : @"^concat\(, subscription\(\)\.subscriptionId, \)$",
            withoutTexts);
    });

    private static Gen<string> Name { get; } = Gen.String[Gen.Char["ab'()[],.-"], 1, 8];

    private static string Arm(string subscription, string text) => new ArmExpression("g").Of(Read(subscription, text));

    private static TemplateExpression Read(string subscription, string text) =>
        new TemplateTexts(new TemplateResources([]), subscription, subscription == Tenant ? "none" : Tenant).Of(text, NoValues);

    private static TemplateResource Account()
    {
        Assert.True(ArmId.TryParse($"/subscriptions/{Subscription}/resourceGroups/g/providers/A.B/c/d", out var id));
        var form = new ArmForm(
            "A.B/c", "2024-01-01", Json("""{ "properties": { "text": "told, and long enough to tell" } }"""), [],
            Json("""
                {
                  "properties": {
                    "text": "told, and long enough to tell", "address": "https://d.example", "made": "2026-01-01T00:00:00.0000000Z", "kind": "VirtualMachineScaleSets"
                  }
                }
                """),
            [new ArmAnswer("listKeys", Json("""{ "keys": [ { "value": "a key that nobody would guess" } ] }"""))]);
        return new TemplateResource(new ResourceRecord { Urn = "urn:pulumi:s::p::a:b:C::d", Type = "a:b:C", Custom = true,
            Id = id.ToString() }, form, id);
    }

    private static System.Text.Json.Nodes.JsonObject Json(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject();
}
