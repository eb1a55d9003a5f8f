using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>What is asked across all resources: what was done to them, and queries over them.</summary>
public sealed class OverviewTests
{
    private const string Root = $"/subscriptions/{RestCloud.Subscription}";

    [Fact]
    public async Task The_activity_log_tells_what_was_written_and_what_was_refused()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SendAsync(HttpMethod.Patch, $"{RestCloud.Account}?api-version=2023-01-01", """{"tags":{"a":"b"}}""");
        await rest.SendAsync(HttpMethod.Put,
            $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/ST!?api-version=2023-01-01",
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""");
        await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version=2023-01-01");

        async Task<JsonArray> ListAsync(string filter) => (await rest.SendAsync(HttpMethod.Get,
            $"{Root}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter="
                + Uri.EscapeDataString(filter))).Body!["value"]!.AsArray();

        var events = await ListAsync("eventTimestamp ge 2020-01-01T00:00:00Z and resourceGroupName eq 'rg'");
        Assert.Equal(["Failed", "Succeeded"], events.Select(each => (string?)each!["status"]!["value"]));
        Assert.All(events, each =>
            Assert.Equal("Microsoft.Storage/storageAccounts/write", (string?)each!["operationName"]!["value"]));
        Assert.Equal((RestCloud.Account, "AccountNameInvalid"),
            ((string?)events[1]!["resourceId"], (string?)events[0]!["subStatus"]!["value"]));
        Assert.Empty(await ListAsync("eventTimestamp ge '2020-01-01' and resourceGroupName eq 'another'"));
        Assert.Empty(await ListAsync("eventTimestamp le 2020-01-01T00:00:00Z"));
        Assert.Equal(400, (await rest.SendAsync(HttpMethod.Get,
            $"{Root}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01")).Status);
    }

    [Theory]
    [InlineData("Resources | where type =~ 'Microsoft.Storage/storageAccounts' | project name, location, tier=sku.tier | limit 5",
        """[{"name":"stmlops","location":"westeurope","tier":"Standard"}]""")]
    [InlineData("resources | summarize n = count() by resourceGroup", """[{"resourceGroup":"rg","n":5}]""")]
    [InlineData("where name == 'mlw' | project properties.provisioningState",
        """[{"properties_provisioningState":"Succeeded"}]""")]
    [InlineData("ResourceContainers | where type == 'microsoft.resources/subscriptions/resourcegroups' | project name",
        """[{"name":"rg"}]""")]
    public async Task Resource_Graph_answers_queries(string query, string expected)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var (status, body, _) = await rest.SendAsync(HttpMethod.Post,
            "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01",
            new { subscriptions = new[] { RestCloud.Subscription }, query });

        Assert.True(status == 200, body?.ToJsonString());
        Assert.Equal(expected, body!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Resource_Graph_refuses_what_is_no_query_and_cuts_pages()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        Task<(int Status, JsonNode? Body, HttpResponseMessage)> SendAsync(string body) =>
            rest.SendAsync(HttpMethod.Post, "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01", body);

        var refused = await SendAsync("""{"query":"Resources | wher type == 'x'"}""");
        var page = (await SendAsync("""
            {"query":"Resources | project name | order by name asc","options":{"$top":2,"$skip":1,"resultFormat":"table"}}
            """)).Body!;

        Assert.Equal((400, "InvalidQuery"), (refused.Status, (string?)refused.Body!["error"]!["details"]![0]!["code"]));
        Assert.Equal((5, 2, "3"), ((int)page["totalRecords"]!, (int)page["count"]!, (string?)page["$skipToken"]));
        Assert.Equal("""[["kv-mlops"],["log-mlops"]]""", page["data"]!["rows"]!.ToJsonString());
    }
}
