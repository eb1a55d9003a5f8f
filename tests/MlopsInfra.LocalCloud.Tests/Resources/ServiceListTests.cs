using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>Lists of single types: what is in them, and which filters they have.</summary>
public sealed class ServiceListTests
{
    private const string Version = "api-version=2021-04-01";
    private const string Topics = $"{RestCloud.Group}/providers/Microsoft.EventGrid/systemTopics";

    [Theory]
    [InlineData("providers/Microsoft.Storage/storageAccounts?api-version=2023-01-01")]
    [InlineData("providers/Microsoft.KeyVault/vaults?api-version=2023-07-01")]
    [InlineData("providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview")]
    public async Task A_list_that_knows_no_filters_refuses_them_all(string path)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answers = new[]
        {
            await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Group}/{path}&$filter=name eq 'x'"),
            await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Group}/{path}&$orderby=name desc"),
            await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Group}/{path}&$top=x"),
        };

        Assert.All(answers, answer => Assert.Equal(400, answer.Status));
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Group}/{path}&$filter=&$top=5")).Status);
    }

    [Theory]
    [InlineData($"{RestCloud.Account}/blobServices/default/containers", "tr", "training")]
    [InlineData($"{RestCloud.Account}/blobServices/default/containers", "other", "")]
    [InlineData(Topics, "name eq 'one' or contains(name, 'w')", "one,two")]
    [InlineData(Topics, "not (name eq 'one')", "two")]
    [InlineData(Topics, "topic eq 'one'", null)]
    [InlineData($"/subscriptions/{RestCloud.Subscription}/providers/Microsoft.KeyVault/deletedVaults", "name eq 'x'", null)]
    [InlineData($"/subscriptions/{RestCloud.Subscription}/providers/Microsoft.Compute/skus", "name eq 'x'", null)]
    public async Task Services_have_filters_of_their_own(string list, string filter, string? expected)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{Topics}/one", Topic("westeurope", RestCloud.Account, "Microsoft.Storage.StorageAccounts"));
        await rest.SeedAsync($"{Topics}/two", Topic("global", RestCloud.Group, "Microsoft.Resources.ResourceGroups"));

        var (status, body, _) =
            await rest.SendAsync(HttpMethod.Get, $"{list}?api-version=2099-01-01&$filter={Uri.EscapeDataString(filter)}");

        if (expected is null) Assert.Equal((400, "InvalidFilterInQueryString"), (status, (string?)body!["error"]!["code"]));
        else Assert.Equal((200, expected), (status, status == 200 ? string.Join(',', Names(body)) : body?.ToJsonString()));
    }

    [Fact]
    public async Task What_may_stand_on_anything_is_listed_where_it_stands()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{RestCloud.Account}/providers/Microsoft.Insights/diagnosticSettings/logs",
            $$"""
            {"properties":{"workspaceId":"{{RestCloud.Group}}/providers/Microsoft.OperationalInsights/workspaces/log-mlops",
            "metrics":[{"category":"Transaction","enabled":true}]} }
            """);

        async Task<int> CountAsync(string scope) => (await rest.SendAsync(HttpMethod.Get,
            $"{scope}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview"))
            .Body!["value"]!.AsArray().Count;

        Assert.Equal(1, await CountAsync(RestCloud.Account));
        Assert.Equal(0, await CountAsync(RestCloud.Group));
        Assert.Equal(0, await CountAsync($"/subscriptions/{RestCloud.Subscription}"));
    }

    [Theory]
    [InlineData("links")]
    [InlineData("deploymentStacks")]
    [InlineData("providers/Microsoft.Resources/deploymentScripts")]
    public async Task What_the_control_plane_has_no_list_of_is_not_found(string list)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var (status, body, _) = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Group}/{list}?{Version}");

        Assert.Equal((404, "InvalidResourceType"), (status, (string?)body!["error"]!["code"]));
    }

    private static string Topic(string location, string source, string type) => $$"""
        {"location":"{{location}}","properties":{"source":"{{source}}","topicType":"{{type}}"} }
        """;

    private static IEnumerable<string> Names(JsonNode? page) =>
        page!["value"]!.AsArray().Select(each => (string)each!["name"]!);
}
