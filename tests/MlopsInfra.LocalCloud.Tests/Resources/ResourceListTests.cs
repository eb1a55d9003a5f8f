using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>Lists of all resources and of groups hold what Azure's hold, and answer or refuse what they are asked.</summary>
public sealed class ResourceListTests
{
    private const string Version = "api-version=2021-04-01";
    private const string Resources = $"/subscriptions/{RestCloud.Subscription}/resources";

    public static TheoryData<string, string[]> Filters => new()
    {
        { "", ["appi-mlops", "kv-mlops", "log-mlops", "mlw", "id-serve", "id-train", "stmlops"] },
        { "resourceType eq 'Microsoft.Storage/storageAccounts'", ["stmlops"] },
        { "resourceType eq 'microsoft.storage/STORAGEACCOUNTS'", ["stmlops"] },
        { "resourceType eq 'Microsoft.Storage/storageAccounts' or name eq 'mlw'", ["mlw", "stmlops"] },
        { "resourceType ne 'Microsoft.ManagedIdentity/userAssignedIdentities'",
            ["appi-mlops", "kv-mlops", "log-mlops", "mlw", "stmlops"] },
        { "resourceGroup eq 'rg' and name eq 'mlw'", ["mlw"] },
        { "resourceGroup eq 'another'", [] },
        { "location eq 'North Europe'", ["id-train"] },
        { "substringof('id-', name)", ["id-serve", "id-train"] },
        { "startswith(name, 'LOG')", ["log-mlops"] },
        { "tagname eq 'Team' and tagvalue eq 'ml'", ["id-serve"] },
        { "tagName eq 'team'", ["id-serve", "id-train"] },
        { "startswith(tagName, 'te')", ["id-serve", "id-train"] },
        { "tagName eq 'nosuch' and tagValue eq 'tag'", [] },
    };

    [Fact]
    public async Task A_filter_leaves_what_it_says()
    {
        await using var rest = await WithTagsAsync();
        foreach (var (filter, expected) in Filters.Select(row => row.Data))
        {
            var whole = await rest.SendAsync(HttpMethod.Get, $"{Resources}?{Version}&$filter={Uri.EscapeDataString(filter)}");
            var group = await rest.SendAsync(HttpMethod.Get,
                $"{RestCloud.Group}/resources?{Version}&$filter={Uri.EscapeDataString(filter)}");

            Assert.Equal((filter, string.Join(' ', expected.Order())), (filter, string.Join(' ', Names(whole.Body).Order())));
            Assert.Equal(Names(whole.Body), Names(group.Body));
        }
    }

    [Theory]
    [InlineData("kind eq 'web'")]
    [InlineData("name gt 'a'")]
    [InlineData("startswith(resourceType, 'Microsoft.Storage')")]
    [InlineData("startswith(resourceType, Microsoft.Storage)")]
    [InlineData("tagName eq 'team' and tagValue eq 'ml' and resourceType eq 'Microsoft.Storage/storageAccounts'")]
    [InlineData("tagname eq 'team' and tagvalue/any(c: c eq 'ml')")]
    [InlineData("$filter=name eq 'mlw'")]
    [InlineData("name eq 'mlw")]
    public async Task A_filter_that_is_not_understood_is_refused(string filter)
    {
        await using var rest = await RestCloud.StartAsync();

        var (status, body, _) =
            await rest.SendAsync(HttpMethod.Get, $"{Resources}?{Version}&$filter={Uri.EscapeDataString(filter)}");

        Assert.Equal((400, "InvalidFilterInQueryString", $"Invalid $filter '{filter}' specified in the query string."),
            (status, (string?)body!["error"]!["code"], (string?)body["error"]!["message"]));
    }

    [Fact]
    public async Task Only_what_stands_in_a_group_is_listed_and_nothing_of_its_properties()
    {
        await using var rest = await WithTagsAsync();
        await rest.SeedAsync($"{RestCloud.Account}/providers/Microsoft.Authorization/locks/keep",
            """{"properties":{"level":"CanNotDelete"}}""");

        var body = (await rest.SendAsync(HttpMethod.Get, $"{Resources}?{Version}")).Body!;
        var account = body["value"]!.AsArray().Single(each => (string)each!["name"]! == "stmlops")!.AsObject();

        Assert.All(body["value"]!.AsArray(), each => Assert.False(each!.AsObject().ContainsKey("properties")));
        Assert.All(body["value"]!.AsArray(),
            each => Assert.DoesNotContain("/locks/", (string)each!["id"]!, StringComparison.Ordinal));
        Assert.Equal(["id", "name", "type", "kind", "sku", "location"], account.Select(member => member.Key));
        Assert.Equal("""{"name":"Standard_LRS","tier":"Standard"}""", account["sku"]!.ToJsonString());
    }

    [Fact]
    public async Task Times_and_states_are_there_where_they_are_asked_for()
    {
        await using var rest = await WithTagsAsync();

        var body = (await rest.SendAsync(HttpMethod.Get,
            $"{Resources}?{Version}&$expand=createdTime,changedTime,provisioningState&$filter=name eq 'mlw'")).Body!;
        var refused = await rest.SendAsync(HttpMethod.Get, $"{Resources}?{Version}&$expand=properties");

        var workspace = Assert.Single(body["value"]!.AsArray())!;
        Assert.Equal("Succeeded", (string?)workspace["provisioningState"]);
        Assert.True((DateTimeOffset)workspace["createdTime"]! <= (DateTimeOffset)workspace["changedTime"]!);
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task Pages_of_what_a_filter_left_are_gone_through_by_their_links()
    {
        await using var rest = await WithTagsAsync();
        var names = new List<string>();
        var sizes = new List<int>();
        string? link = $"{Resources}?{Version}&$top=3&$filter=resourceGroup eq 'rg'";
        while (link is not null)
        {
            var page = (await rest.SendAsync(HttpMethod.Get, link)).Body!;
            names.AddRange(Names(page));
            sizes.Add(page["value"]!.AsArray().Count);
            link = (string?)page["nextLink"];
        }

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(7, names.Distinct().Count());
    }

    [Theory]
    [InlineData("", "rg,rg-other")]
    [InlineData("tagname eq 'environment'", "rg-other")]
    [InlineData("tagName eq 'environment' and tagValue eq 'dev'", "rg-other")]
    [InlineData("tagName eq 'environment' and tagValue eq 'DEV'", "")]
    [InlineData("name eq 'rg'", null)]
    public async Task Groups_are_filtered_by_tags_alone(string filter, string? expected)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync($"{RestCloud.Group}-other", """{"location":"westeurope","tags":{"Environment":"dev"}}""");

        var (status, body, _) = await rest.SendAsync(HttpMethod.Get,
            $"/subscriptions/{RestCloud.Subscription}/resourcegroups?{Version}&$filter={Uri.EscapeDataString(filter)}");

        if (expected is null) Assert.Equal((400, "InvalidFilterInQueryString"), (status, (string?)body!["error"]!["code"]));
        else Assert.Equal(expected, string.Join(',', Names(body)));
    }

    private static async Task<RestCloud> WithTagsAsync()
    {
        var rest = await RestCloud.StartWithWorkspaceAsync();
        const string identities = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
        await rest.SeedAsync($"{identities}/id-train", """{"location":"northeurope","tags":{"team":"data"}}""");
        await rest.SeedAsync($"{identities}/id-serve", """{"location":"westeurope","tags":{"Team":"ml","stage":"dev"}}""");
        return rest;
    }

    private static List<string> Names(JsonNode? page) =>
        [.. page!["value"]!.AsArray().Select(each => (string)each!["name"]!)];
}
