namespace MlopsInfra.Policies.Tests;

/// <summary>Rules about how resources stand to each other.</summary>
public sealed class GraphRuleTests
{
    private const string Account = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/data";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    [Theory]
    [InlineData(Account, "blob", true)]
    [InlineData("/subscriptions/1/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/DATA", "blob", true)]
    [InlineData(Account + "2", "blob", false)]
    [InlineData(Account, "file", false)]
    [InlineData(Unknown, "blob", true)]
    public void A_private_endpoint_counts_where_it_leads_to_that_part_of_that_resource(string target, string part, bool kept)
    {
        var broken = Resources.BrokenBy(
            Resources.Of(Resources.Storage, "{}", id: Account),
            Resources.Of("azure-native:network:PrivateEndpoint",
                $$"""{"privateLinkServiceConnections":[{"privateLinkServiceId":"{{target}}","groupIds":["{{part}}"]}]}"""));
        Assert.Equal(!kept, broken.Contains("storage-private-blob"));
    }

    [Fact]
    public void Before_the_resource_exists_an_endpoint_that_may_lead_to_it_counts_and_none_does_not()
    {
        var account = Resources.Of(Resources.Storage, "{}");
        Assert.Contains("storage-private-blob", Resources.BrokenBy(account));
        Assert.DoesNotContain("storage-private-blob", Resources.BrokenBy(account, Resources.Of(
            "azure-native:network:PrivateEndpoint",
            $$"""{"privateLinkServiceConnections":[{"privateLinkServiceId":"{{Unknown}}","groupIds":["blob"]}]}""")));
    }

    [Theory]
    [InlineData("""[{"categoryGroup":"allLogs","enabled":true}]""", true)]
    [InlineData("""[{"category":"AuditEvent"}]""", true)]
    [InlineData("""[{"category":"AzurePolicyEvaluationDetails"}]""", false)]
    [InlineData("[]", false)]
    public void Logs_count_where_the_needed_categories_are_sent(string logs, bool kept)
    {
        const string vault = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
        var broken = Resources.BrokenBy(
            Resources.Of("azure-native:keyvault:Vault", "{}", id: vault),
            Resources.Of("azure-native:monitor:DiagnosticSetting",
                $$"""{"resourceUri":"{{vault}}","workspaceId":"/logs","logs":{{logs}}}"""));
        Assert.Equal(!kept, broken.Contains("vault-logs"));
    }

    [Fact]
    public void Logs_that_go_nowhere_do_not_count() => Assert.Contains("vault-logs", Resources.BrokenBy(
        Resources.Of("azure-native:keyvault:Vault", "{}", id: "/kv"),
        Resources.Of("azure-native:monitor:DiagnosticSetting",
            """{"resourceUri":"/kv","logs":[{"categoryGroup":"allLogs"}]}""")));

    [Theory]
    [InlineData("Disabled", "Allow", null, true)]
    [InlineData("Enabled", "Deny", null, true)]
    [InlineData("Disabled", "Allow", "cpu", false)]
    [InlineData("Enabled", "Allow", null, false)]
    public void A_workspace_names_what_builds_its_images_where_its_registry_is_closed(string access, string action,
        string? cluster, bool broken)
    {
        var found = Resources.BrokenBy(
            Closed("/acr", access, action), Workspace("/acr", cluster),
            Resources.Of("azure-native:containerregistry:Registry", "{}", id: "/other"));
        Assert.Equal(broken, found.Contains("workspace-image-build"));
    }

    [Fact]
    public void Before_a_registry_exists_only_one_that_may_be_open_lets_a_workspace_do_without_a_cluster()
    {
        var workspace = Workspace(Unknown, null);
        var open = Resources.Of("azure-native:containerregistry:Registry", "{}", "open");
        Assert.Contains("workspace-image-build", Resources.BrokenBy(Closed(null, "Disabled", "Allow"), workspace));
        Assert.DoesNotContain("workspace-image-build", Resources.BrokenBy(Closed(null, "Disabled", "Allow"), open, workspace));
        Assert.DoesNotContain("workspace-image-build",
            Resources.BrokenBy(Closed(null, "Disabled", "Allow"), Resources.Of(Resources.Workspace, "{}")));
    }

    private static DeclaredResource Closed(string? id, string access, string action) => Resources.Of(
        "azure-native:containerregistry:Registry",
        $$$"""{"publicNetworkAccess":"{{{access}}}","networkRuleSet":{"defaultAction":"{{{action}}}"} }""", "closed", id);

    private static DeclaredResource Workspace(string registry, string? cluster) => Resources.Of(
        Resources.Workspace,
        cluster is null
            ? $$"""{"containerRegistry":"{{registry}}"}"""
            : $$"""{"containerRegistry":"{{registry}}","imageBuildCompute":"{{cluster}}"}""");
}
