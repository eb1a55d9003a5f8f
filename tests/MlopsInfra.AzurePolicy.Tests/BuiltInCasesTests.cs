namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>
/// Built-in definitions on bodies that keep them and bodies that do not: what each is meant for, by its own description.
/// </summary>
public sealed class BuiltInCasesTests
{
    private const string Storage = "Microsoft.Storage/storageAccounts", Vault = "Microsoft.KeyVault/vaults", Registry =
        "Microsoft.ContainerRegistry/registries";
    private const string Workspace = "Microsoft.MachineLearningServices/workspaces", Network =
        "Microsoft.Network/virtualNetworks";
    private const string Cluster = "Microsoft.ContainerService/managedClusters", Compute = $"{Workspace}/computes";

    [Theory]
    // Signatures of at most seven days, which are refused beyond.
    [InlineData("7aa1c9d5", Storage,
        """{"location":"x","properties":{"sasPolicy":{"expirationAction":"Block","sasExpirationPeriod":"1.00:00:00"}}}""", false)]
    [InlineData("7aa1c9d5", Storage,
        """{"location":"x","properties":{"sasPolicy":{"expirationAction":"Block","sasExpirationPeriod":"7.00:00:00"}}}""", false)]
    [InlineData("7aa1c9d5", Storage,
        """{"location":"x","properties":{"sasPolicy":{"expirationAction":"Block","sasExpirationPeriod":"7.00:00:01"}}}""", true)]
    [InlineData("7aa1c9d5", Storage,
        """{"location":"x","properties":{"sasPolicy":{"expirationAction":"Block","sasExpirationPeriod":"8.00:00:00"}}}""", true)]
    [InlineData("7aa1c9d5", Storage,
        """{"location":"x","properties":{"sasPolicy":{"expirationAction":"Log","sasExpirationPeriod":"1.00:00:00"}}}""", true)]
    [InlineData("7aa1c9d5", Storage, """{"location":"x","properties":{}}""", true)]
    // Infrastructure encryption.
    [InlineData("4733ea7b", Storage, """{"location":"x","properties":{"encryption":{"requireInfrastructureEncryption":true}}}""",
        false)]
    [InlineData("4733ea7b", Storage,
        """{"location":"x","properties":{"encryption":{"requireInfrastructureEncryption":"True"}}}""", false)]
    [InlineData("4733ea7b", Storage, """{"location":"x","properties":{}}""", true)]
    // No access from the internet.
    [InlineData("b2982f36", Storage, """{"location":"x","properties":{"publicNetworkAccess":"disabled"}}""", false)]
    [InlineData("b2982f36", Storage, """{"location":"x","properties":{"publicNetworkAccess":"Enabled"}}""", true)]
    [InlineData("b2982f36", Storage, """{"location":"x","properties":{}}""", true)]
    // Private subnets: in the network, and by themselves.
    [InlineData("7bca8353", Network,
        """{"location":"x","properties":{"subnets":[{"properties":{"defaultOutboundAccess":false}},{"properties":{"defaultOutboundAccess":false}}]}}""", false)]
    [InlineData("7bca8353", Network,
        """{"location":"x","properties":{"subnets":[{"properties":{"defaultOutboundAccess":false}},{"properties":{}}]}}""", true)]
    [InlineData("7bca8353", Network, """{"location":"x","properties":{"subnets":[]}}""", false)]
    [InlineData("7bca8353", Network + "/subnets", """{"properties":{"defaultOutboundAccess":true}}""", true)]
    // Vaults: purge protection; none of it for one that is being recovered.
    [InlineData("0b60c0b2", Vault, """{"location":"x","properties":{"enableSoftDelete":true,"enablePurgeProtection":true}}""",
        false)]
    [InlineData("0b60c0b2", Vault, """{"location":"x","properties":{"enableSoftDelete":true}}""", true)]
    [InlineData("405c5871", Vault, """{"location":"x","properties":{"publicNetworkAccess":"Disabled"}}""", false)]
    [InlineData("405c5871", Vault, """{"location":"x","properties":{"publicNetworkAccess":"Enabled"}}""", true)]
    // Registries: exports, tier.
    [InlineData("524b0254", Registry,
        """{"location":"x","sku":{"name":"Premium"},"properties":{"publicNetworkAccess":"Disabled","policies":{"exportPolicy":{"status":"disabled"}}}}""", false)]
    [InlineData("524b0254", Registry,
        """{"location":"x","sku":{"name":"Premium"},"properties":{"publicNetworkAccess":"Disabled"}}""", true)]
    [InlineData("bd560fc0", Registry, """{"location":"x","sku":{"name":"Premium"},"properties":{}}""", false)]
    [InlineData("bd560fc0", Registry, """{"location":"x","sku":{"name":"Standard"},"properties":{}}""", true)]
    // Clusters: every pool encrypted on its host; a private address, or named ranges.
    [InlineData("41425d9f", Cluster,
        """{"location":"x","properties":{"agentPoolProfiles":[{"enableEncryptionAtHost":true},{"enableEncryptionAtHost":true}]}}""", false)]
    [InlineData("41425d9f", Cluster,
        """{"location":"x","properties":{"agentPoolProfiles":[{"enableEncryptionAtHost":true},{}]}}""", true)]
    [InlineData("0e246bcf", Cluster, """{"location":"x","properties":{"apiServerAccessProfile":{"enablePrivateCluster":true}}}""",
        false)]
    [InlineData("0e246bcf", Cluster,
        """{"location":"x","properties":{"apiServerAccessProfile":{"authorizedIPRanges":["1.2.3.4/32"]}}}""", false)]
    [InlineData("0e246bcf", Cluster, """{"location":"x","properties":{}}""", true)]
    // Azure ML: what a compute is made of stands one level deeper; types without a local sign-in are left out.
    [InlineData("e96a9a5f", Compute, """{"location":"x","properties":{"computeType":"AmlCompute","disableLocalAuth":true}}""",
        false)]
    [InlineData("e96a9a5f", Compute, """{"location":"x","properties":{"computeType":"AmlCompute","disableLocalAuth":false}}""",
        true)]
    [InlineData("7804b5c7", Compute,
        """{"location":"x","properties":{"computeType":"AmlCompute","properties":{"subnet":{"id":"/s"}}}}""", false)]
    [InlineData("7804b5c7", Compute, """{"location":"x","properties":{"computeType":"AmlCompute","properties":{}}}""", true)]
    [InlineData("5f0c7d88", Workspace,
        """{"location":"x","identity":{"type":"UserAssigned"},"properties":{"primaryUserAssignedIdentity":"/i"}}""", false)]
    // Not about this type at all.
    [InlineData("7aa1c9d5", Vault, """{"location":"x","properties":{}}""", false)]
    public void A_body_keeps_it_or_does_not(string id, string type, string body, bool violated) =>
    Assert.Equal(violated, Judge.IsViolated(id, Judge.Resource(type, body)));

    [Theory]
    [InlineData("""{"properties":{"workspaceId":"/logs","logs":[{"category":"AuditEvent","enabled":true}]}}""", false)]
    [InlineData("""{"properties":{"workspaceId":"/logs","logs":[{"category":"AuditEvent","enabled":false}]}}""", true)]
    [InlineData("""{"properties":{"storageAccountId":"/a","logs":[{"enabled":true,"retentionPolicy":{"enabled":true,"days":365}}]}}""", false)]
    [InlineData("""{"properties":{"storageAccountId":"/a","logs":[{"enabled":true,"retentionPolicy":{"enabled":true,"days":30}}]}}""", true)]
    public void What_has_to_exist_is_looked_for_below_the_resource(string setting, bool violated)
    {
        var vault = Judge.Resource(Vault, """{"location":"x","properties":{}}""");
        Assert.Equal(violated,
            Judge.IsViolated("cf820ca0", vault,
                Judge.Resource("Microsoft.Insights/diagnosticSettings", setting,
                    $"{vault.Id}/providers/Microsoft.Insights/diagnosticSettings/d")));
        Assert.True(Judge.IsViolated("cf820ca0", vault,
            Judge.Resource("Microsoft.Insights/diagnosticSettings", setting,
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/other/providers/Microsoft.Insights"
                    + "/diagnosticSettings/d")));
    }

    [Fact]
    public void A_private_connection_counts_once_it_is_approved()
    {
        static PolicyResource Connection(string status) => Judge.Resource(
            $"{Storage}/privateEndpointConnections",
            """{"properties":{"privateLinkServiceConnectionState":{"status":"STATUS"}}}""".Replace("STATUS", status,
                StringComparison.Ordinal), $"{Judge.Account}/privateEndpointConnections/c");
        var account = Judge.Resource(Storage, """{"location":"x","properties":{}}""", Judge.Account);
        Assert.False(Judge.IsViolated("6edd7eda", account, Connection("Approved")));
        Assert.True(Judge.IsViolated("6edd7eda", account, Connection("Pending")));
        Assert.True(Judge.IsViolated("6edd7eda", account));
    }
}
