using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>
/// Clients send the API versions they were made for: Azure's are taken, and later ones. Versions of clients are those that Azure
/// CLI 2.91 and Microsoft's Python client of Azure ML send.
/// </summary>
public sealed class ApiVersionTests
{
    private const string Schema = "2024-01-01";

    [Theory]
    [InlineData(RestCloud.Account, "2025-08-01")]
    [InlineData(RestCloud.Account, "2099-12-31-preview")]
    [InlineData(RestCloud.Group + "/providers/Microsoft.KeyVault/vaults/kv-mlops", "2026-02-01")]
    [InlineData(RestCloud.Group + "/providers/Microsoft.OperationalInsights/workspaces/log-mlops", "2025-02-01")]
    [InlineData(RestCloud.Workspace, "2024-10-01-preview")]
    [InlineData(RestCloud.Workspace + "/computes/cpu-cluster", "2023-08-01-preview")]
    [InlineData(RestCloud.Workspace + "/onlineEndpoints", "2022-02-01-preview")]
    public async Task A_version_that_Azure_has_or_will_have_is_taken(string path, string version)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var (status, _, _) = await rest.SendAsync(HttpMethod.Get, $"{path}?api-version={version}");

        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData("2025-08-02", "NoRegisteredProviderFound")]
    [InlineData("2099-13-01", "NoRegisteredProviderFound")]
    [InlineData("2025-8-1", "InvalidApiVersionParameter")]
    public async Task Others_are_refused_with_those_that_there_are(string version, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var (status, body, _) = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version={version}");

        Assert.Equal((400, code), (status, (string?)body!["error"]!["code"]));
        if (code == "NoRegisteredProviderFound") Assert.Contains("2025-08-01", (string?)body["error"]!["message"]);
    }

    [Fact]
    public async Task Providers_list_the_versions_of_each_type_newest_first()
    {
        await using var rest = await RestCloud.StartAsync();

        var (_, body, _) = await rest.SendAsync(HttpMethod.Get,
            $"{RestCloud.Group[..RestCloud.Group.IndexOf("/resourceGroups", StringComparison.Ordinal)]}/providers/Microsoft"
                + ".Storage"
                + "?api-version=2022-09-01");

        var type = body!["resourceTypes"]!.AsArray().Single(type => (string?)type!["resourceType"] == "storageAccounts")!;
        var versions = type["apiVersions"]!.AsArray().Select(version => (string)version!).ToList();
        Assert.Superset(new HashSet<string> { "2025-08-01", Schema, "2023-01-01", "2015-06-15" }, versions.ToHashSet());
        Assert.Equal(versions.OrderByDescending(version => version[..10], StringComparer.Ordinal), versions);
    }

    [Fact]
    public async Task What_only_another_version_has_is_kept_and_stays()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var body = (JsonObject)JsonNode.Parse(
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":false,"zonePlacementPolicy":"Any"}}""")!;

        var refused = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Account}?api-version={Schema}", body.DeepClone());
        var taken = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Account}?api-version=2025-08-01", body);
        var patched = await rest.SendAsync(HttpMethod.Patch, $"{RestCloud.Account}?api-version={Schema}",
            JsonNode.Parse("""{"tags":{"owner":"ml"}}"""));
        var (_, shown, _) = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version={Schema}");

        Assert.Equal((400, "InvalidRequestContent"), (refused.Status, (string?)refused.Body!["error"]!["code"]));
        Assert.InRange(taken.Status, 200, 202);
        Assert.Equal(200, patched.Status);
        Assert.Equal(("Any", "ml"), ((string?)shown!["properties"]!["zonePlacementPolicy"], (string?)shown["tags"]!["owner"]));
    }

    [Fact]
    public async Task A_variant_that_only_another_version_has_is_kept()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var body = JsonNode.Parse(
            """{"location":"westeurope","properties":{"computeType":"SparkOfTomorrow","properties":{"nodes":3}}}""")!;
        var path = $"{RestCloud.Workspace}/computes/spark?api-version=";

        Assert.Equal(400, (await rest.SendAsync(HttpMethod.Put, path + SchemaOf(rest), body.DeepClone())).Status);
        Assert.InRange((await rest.SendAsync(HttpMethod.Put, $"{path}2099-01-01", body)).Status, 200, 202);
    }

    private static string SchemaOf(RestCloud rest) =>
        rest.Cloud.Context.Catalog.FindByArmType("Microsoft.MachineLearningServices/workspaces/computes")!.ApiVersion;
}
