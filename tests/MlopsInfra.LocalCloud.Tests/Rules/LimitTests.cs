using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>How long, how many and how large values may be, by Microsoft's types (sdks/schemas/limits.json).</summary>
public sealed class LimitTests
{
    [Fact]
    public void Each_limit_takes_what_is_at_it_and_refuses_what_is_beyond()
    {
        using var file =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "sdks", "schemas", "limits.json")));
        var limits = file.RootElement.EnumerateObject().SelectMany(owner => owner.Value.EnumerateObject()
            .Select(property => (Owner: owner.Name, property.Name, Limit: property.Value))).ToList();
        Assert.True(limits.Count > 100, $"Only {limits.Count} limits were found.");
        foreach (var (owner, name, limit) in limits)
        {
            if (limit.TryGetProperty("pattern", out _))
            {
                Assert.Single(ValueLimits.Violations(owner, name, "!"));
                continue;
            }

            if (Number(limit, "least") is { } least)
            {
                Assert.Empty(ValueLimits.Violations(owner, name, least));
                Assert.Contains($"at least {least}", Assert.Single(ValueLimits.Violations(owner, name, least - 1)).Problem,
                    StringComparison.Ordinal);
            }

            if (Number(limit, "most") is { } most)
            {
                Assert.Empty(ValueLimits.Violations(owner, name, most));
                Assert.Contains($"at most {most}", Assert.Single(ValueLimits.Violations(owner, name, most + 1)).Problem,
                    StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Lists_are_counted_and_their_items_looked_at_but_what_is_not_known_yet_fits()
    {
        var mails = new JsonArray([.. Enumerable.Range(0, 51).Select(number => (JsonNode)$"{number}@contoso.com")]);
        Assert.Equal("'contactEmails' has too many items (51): at most 50 allowed",
            Assert.Single(ValueLimits.Violations("consumption:Notification", "contactEmails", mails)).Of("contactEmails"));
        var hours = new JsonArray(0, 23, 24, BodyValidator.Unknown);
        Assert.Equal("'hourSlots[2]' is too large (24): at most 23 allowed",
            Assert.Single(ValueLimits.Violations("containerservice:TimeInWeek", "hourSlots", hours)).Of("hourSlots"));
        Assert.Empty(ValueLimits.Violations("keyvault:VaultProperties", "tenantId", BodyValidator.Unknown));
    }

    [Fact]
    public void A_refusal_has_the_code_of_the_type_and_names_the_place_and_the_limit_and_not_the_text()
    {
        using var azure = TestCloud.WithGroup();
        ArmException Vault(string tenant) => azure.PutRefused(
            $"{TestCloud.Group}/providers/Microsoft.KeyVault/vaults/kv-data",
            $$$"""{"location":"westeurope","properties":{"tenantId":"{{{tenant}}}","sku":{"family":"A","name":"standard"} } }""");

        var refusal = Vault("contoso");
        Assert.Equal((400, "BadRequest", "properties.tenantId"), (refusal.Status, refusal.Code, refusal.Target));
        Assert.Equal("'properties.tenantId' is too short (7): at least 36 characters required", refusal.Message);
        var form = Vault(new string('x', 36));
        Assert.StartsWith("'properties.tenantId' does not match expression '^[0-9a-fA-F]", form.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", form.Message, StringComparison.Ordinal);
    }

    private static long? Number(JsonElement limit, string name) =>
        limit.TryGetProperty(name, out var number) ? number.GetInt64() : null;
}
