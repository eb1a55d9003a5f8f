namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>
/// What clients ask for before they write anything: which categories, metrics, tables, kinds and operations there are.
/// </summary>
public sealed class WhatThereIsTests
{
    private const string Insights = "providers/Microsoft.Insights";
    private const string Logs = $"{RestCloud.Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops";
    private const string Subscription = $"/subscriptions/{RestCloud.Subscription}";

    [Theory]
    [InlineData($"{RestCloud.Account}/blobServices/default/{Insights}/diagnosticSettingsCategories", "StorageRead")]
    [InlineData($"{RestCloud.Account}/blobServices/default/{Insights}/diagnosticSettingsCategories", "Transaction")]
    [InlineData($"{RestCloud.Account}/{Insights}/metricNamespaces", "Microsoft.Storage/storageAccounts")]
    [InlineData($"{Logs}/tables", "AppRequests")]
    [InlineData("/providers/Microsoft.EventGrid/topicTypes", "Microsoft.Storage.StorageAccounts")]
    [InlineData("/providers/Microsoft.EventGrid/topicTypes/Microsoft.Storage.StorageAccounts/eventTypes",
        "Microsoft.Storage.BlobCreated")]
    [InlineData("/providers/Microsoft.Storage/operations", "Microsoft.Storage/storageAccounts/write")]
    [InlineData("/providers/Microsoft.Storage/operations",
        "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read")]
    [InlineData($"{Subscription}/providers/Microsoft.Storage/skus", "Standard_ZRS")]
    [InlineData($"{RestCloud.Account}/blobServices/default/containers", "training", "&$filter=train")]
    public async Task A_list_has_it(string list, string name, string query = "")
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        Assert.Contains(name, await NamesAsync(rest, list, query));
    }

    [Theory]
    [InlineData($"{RestCloud.Account}/blobServices/default/containers", "&$filter=pred")]
    [InlineData($"{Logs}/linkedServices", "")]
    [InlineData($"{Subscription}/providers/Microsoft.Authorization/denyAssignments", "")]
    public async Task A_list_is_empty(string list, string query)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        Assert.Empty(await NamesAsync(rest, list, query));
    }

    [Fact]
    public async Task Metrics_that_there_are_have_no_values_and_others_are_refused()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string metrics = $"{RestCloud.Account}/{Insights}/metrics?api-version=2024-02-01&metricnames=";
        var (status, body, _) = await rest.SendAsync(HttpMethod.Get, metrics + "Transactions");
        Assert.Equal((200, "[]"), (status, body!["value"]![0]!["timeseries"]!.ToJsonString()));
        Assert.Equal(400, (await rest.SendAsync(HttpMethod.Get, metrics + "Moons")).Status);
    }

    [Fact]
    public async Task An_access_policy_is_added_replaced_and_removed_and_the_vault_tells_it()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string vault = $"{RestCloud.Group}/providers/Microsoft.KeyVault/vaults/kv-mlops";
        Assert.Equal("""{"secrets":["get"]}""", await WriteAsync("add", "get"));
        Assert.Equal("""{"secrets":["get","list"]}""", await WriteAsync("add", "list"));
        Assert.Equal("""{"secrets":["set"]}""", await WriteAsync("replace", "set"));
        Assert.Null(await WriteAsync("remove", "set"));

        async Task<string?> WriteAsync(string how, string permission)
        {
            var entry = $$$"""
                {"properties":{"accessPolicies":[{"tenantId":"11111111-1111-1111-1111-111111111111","objectId":"44444444-4444-4444-4444-444444444444","permissions":{"secrets":["{{{permission}}}"]}}]} }
                """;
            var (status, _, _) =
                await rest.SendAsync(HttpMethod.Put, $"{vault}/accessPolicies/{how}?api-version=2023-07-01", entry);
            Assert.InRange(status, 200, 201);
            var shown = (await rest.SendAsync(HttpMethod.Get, $"{vault}?api-version=2023-07-01")).Body!["properties"]!;
            return shown["accessPolicies"]!.AsArray().FirstOrDefault()?["permissions"]!.ToJsonString();
        }
    }

    private static async Task<List<string?>> NamesAsync(RestCloud rest, string list, string query)
    {
        var version = list.StartsWith(Logs, StringComparison.Ordinal) ? "2022-10-01" : "2022-09-01";
        var (status, body, _) = await rest.SendAsync(HttpMethod.Get, $"{list}?api-version={version}{query}");
        Assert.True(status == 200, body?.ToJsonString());
        return [.. body!["value"]!.AsArray().Select(each => (string?)each!["name"])];
    }
}
