using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Action groups: how many are told, and where.</summary>
public class ActionGroupTests
{
    private static readonly string Id = TestCloud.In("Microsoft.Insights/actionGroups", "ops");

    [Fact]
    public void A_group_has_up_to_ten_webhooks_and_addresses_of_64_characters()
    {
        using var azure = TestCloud.WithGroup();
        azure.Put(Id, Group(10, new string('a', 53) + "@example.com"[..11]));
        var hooks = azure.PutRefused(Id, Group(11, "ops@example.com"));
        Assert.Equal((400, "BadRequest", "properties.webhookReceivers"), (hooks.Status, hooks.Code, hooks.Target));
        Assert.Equal("An action group may have up to 10 webhookReceivers, not 11.", hooks.Message);
        Assert.Equal("properties.emailReceivers[0].emailAddress",
            azure.PutRefused(Id, Group(1, new string('a', 53) + "@example.com")).Target);
        Assert.Equal("'ops' is no e-mail address.", azure.PutRefused(Id, Group(1, "ops")).Message);
    }

    private static string Group(int webhooks, string address) => new JsonObject
    {
        ["location"] = "global",
        ["properties"] = new JsonObject
        {
            ["groupShortName"] = "ops", ["enabled"] = true,
            ["emailReceivers"] = new JsonArray(new JsonObject { ["name"] = "ops", ["emailAddress"] = address }),
            ["webhookReceivers"] = new JsonArray([.. Enumerable.Range(0, webhooks).Select(n => (JsonNode)new JsonObject
                { ["name"] = $"hook{n}", ["serviceUri"] = "https://example.com/hook" })]),
        },
    }.ToJsonString();
}
