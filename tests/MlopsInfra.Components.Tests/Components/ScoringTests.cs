using Pulumi;
using static MlopsInfra.Components.Tests.Components.ScoringEnvironment;

namespace MlopsInfra.Components.Tests.Components;

public sealed class ScoringTests
{
    [Fact]
    public async Task The_cluster_starts_without_the_workspace_and_the_chain_is_pool_access_extension_attach_endpoint()
    {
        var (mocks, graph) = await Run.Program(options => _ = new MlopsEnvironment("it", Args(production: Production), options));
        Assert.Equal(["it-scoring-control-kubelet"], await graph.DependenciesOf("it-scoring-cluster"));
        Assert.DoesNotContain(AzureMocks.Values(mocks.Only("containerservice:ManagedCluster").Inputs),
            text => text.Contains("MachineLearningServices"));
        Assert.Equal(["it-scoring-pool"], await graph.DependenciesOf("it-scoring-workspace-access"));
        Assert.Equal(["it-scoring-workspace-access"], await graph.DependenciesOf("it-scoring-extension"));
        Assert.Contains("it-scoring-extension", await graph.DependenciesOf("it-scoring-attach"));
        Assert.Equal("Kubernetes", mocks.Resources["it-scoring-attach"].At("properties.computeType"));
        Assert.EndsWith("/aks-scoring", (string?)mocks.Only("machinelearningservices:OnlineEndpoint").At("properties.compute"));
        Assert.Contains("it-scoring-kubelet-images", await graph.DependenciesOf("it-scoring-endpoint"));
    }

    [Fact]
    public async Task The_workspace_is_let_into_the_cluster_and_has_the_roles_that_an_attach_asks_for()
    {
        var (mocks, graph) = await Run.Program(options => _ = new MlopsEnvironment("it", Args(production: Production), options));
        var binding = mocks.Only("containerservice:TrustedAccessRoleBinding");
        Assert.Equal(["Microsoft.MachineLearningServices/workspaces/mlworkload"], (IEnumerable<object>)binding.At("roles")!);
        Assert.EndsWith("/workspaces/mlw-mlops-dev", (string)binding.At("sourceResourceId")!);
        var before = await graph.DependenciesOf("it-scoring-attach");
        foreach (var (name, role) in new[]
        {
            ("cluster", BuiltInRoles.Reader), ("cluster-extensions", BuiltInRoles.KubernetesExtensionContributor),
            ("cluster-manager", BuiltInRoles.Contributor),
            ("cluster-admin", BuiltInRoles.AksClusterAdmin),
        })
        {
            Assert.EndsWith(role.Id, (string)mocks.Resources[$"it-scoring-workspace-{name}"].At("roleDefinitionId")!);
            Assert.Contains($"it-scoring-workspace-{name}", before);
        }
    }

    [Fact]
    public async Task Nodes_pull_with_an_identity_that_has_its_right_before_the_cluster_is_there()
    {
        var (mocks, graph) = await Run.Program(options => _ = new MlopsEnvironment("it", Args(production: Production), options));
        Assert.EndsWith("/id-mlops-dev-kubelet",
            (string)mocks.Only("containerservice:ManagedCluster").At("identityProfile.kubeletidentity.resourceId")!);
        Assert.DoesNotContain("it-scoring-cluster", await graph.DependenciesOf("it-scoring-kubelet-images"));
    }

    [Fact]
    public async Task A_certificate_goes_to_the_extension_as_a_secret_and_port_80_stays_closed()
    {
        var (certificate, key) = Certificates.For("scoring.contoso.com");
        var tls =
            new ScoringTlsOptions { Name = "scoring.contoso.com", Certificate = certificate, Key = key, Address = "10.40.0.100" };
        var (mocks, _) = await Run.Program(options => _ = new MlopsEnvironment(
            "it", Args(production: new ProductionScoringOptions { Tls = tls }, network: new PrivateNetworkOptions()), options));

        var extension = mocks.Only("kubernetesconfiguration:Extension");
        var settings = (IDictionary<string, object>)extension.At("configurationSettings")!;
        var secrets = (IDictionary<string, object>)extension.At("configurationProtectedSettings")!;
        Assert.Equal(("False", "scoring.contoso.com"), (settings["allowInsecureConnections"], settings["sslCname"]));
        Assert.Equal(key, System.Text.Encoding.ASCII.GetString(Convert.FromBase64String((string)secrets["scoringFe.sslKey"])));
        Assert.DoesNotContain("PRIVATE KEY", tls.ToString(), StringComparison.Ordinal);
        var ports = mocks.Resources["it-network-nodes-nsg"].At("securityRules");
        Assert.DoesNotContain("80", AzureMocks.Values(ports!));
        Assert.Equal("scoring.contoso.com", mocks.Resources["it-scoring-name"].At("privateZoneName"));
        Assert.Equal("10.40.0.100", Single(mocks.Only("privatedns:PrivateRecordSet").At("aRecords"))["ipv4Address"]);
    }

    [Fact]
    public async Task A_route_table_takes_nodes_out_through_a_firewall()
    {
        const string Routes =
            $"/subscriptions/{AzureMocks.SubscriptionId}/resourceGroups/hub/providers/Microsoft.Network/routeTables/firewall";
        var (mocks, _) = await Run.Program(options => _ = new MlopsEnvironment(
            "it", Args(production: Production with { RouteTableId = Routes }, network: new PrivateNetworkOptions()), options));

        Assert.Equal("userDefinedRouting", mocks.Only("containerservice:ManagedCluster").At("networkProfile.outboundType"));
        Assert.Contains(Routes, AzureMocks.Values(mocks.Only("network:VirtualNetwork").Inputs));
        Assert.Equal(Routes, mocks.Resources["it-scoring-control-routes"].At("scope"));
    }

    public static TheoryData<ProductionScoringOptions, string> WrongConnections()
    {
        var (certificate, key) = Certificates.For("scoring.contoso.com");
        var (_, otherKey) = Certificates.For("scoring.contoso.com");
        ScoringTlsOptions Tls(string? kubernetesSecret = null, string? own = null, string? ownKey = null,
            string name = "scoring.contoso.com", string? address = null) =>
            new() { Name = name, KubernetesSecret = kubernetesSecret, Certificate = own, Key = ownKey, Address = address };
        return new TheoryData<ProductionScoringOptions, string>
        {
            { new(), "ProductionScoring.Tls" },
            { Production with { AllowInsecureConnections = true }, "ProductionScoring.AllowInsecureConnections" },
            { new() { Tls = Tls() }, "ProductionScoring.Tls" },
            { new() { Tls = Tls("certificate", certificate, key) }, "ProductionScoring.Tls" },
            { new() { Tls = Tls(own: certificate) }, "ProductionScoring.Tls.Key" },
            { new() { Tls = Tls(own: certificate, ownKey: otherKey) }, "ProductionScoring.Tls.Certificate" },
            { new() { Tls = Tls(own: certificate, ownKey: key, name: "www.contoso.com") }, "ProductionScoring.Tls.Certificate" },
            { new() { Tls = Tls("certificate", name: "scoring") }, "ProductionScoring.Tls.Name" },
            { new() { Tls = Tls("certificate", address: "10.40.20.1") }, "ProductionScoring.Tls.Address" },
            { Production with { ComputeNamespace = "Scoring" }, "ProductionScoring.ComputeNamespace" },
            { Production with { RouteTableId = "firewall" }, "ProductionScoring.RouteTableId" },
        };
    }

    [Theory]
    [MemberData(nameof(WrongConnections))]
    public void Scoring_without_TLS_or_with_what_does_not_fit_is_refused_before_anything_is_declared(
        ProductionScoringOptions options, string argument)
    {
        var problem = Assert.Single(Args(production: options, network: new PrivateNetworkOptions()).FindProblems());
        Assert.Equal(argument, problem.Argument);
        Assert.DoesNotContain("PRIVATE KEY", $"{problem.Value}{problem.Allowed}", StringComparison.Ordinal);
    }

    public static TheoryData<string, object> ClusterRules => new()
    {
        { "disableLocalAccounts", true }, // CKV_AZURE_141, Azure.AKS.LocalAccounts
        { "enableRBAC", true }, // CKV_AZURE_5
        { "aadProfile.enableAzureRBAC", true }, // Azure.AKS.AzureRBAC
        { "aadProfile.managed", true }, // Azure.AKS.ManagedAAD
        { "networkProfile.networkPolicy", "azure" }, // CKV_AZURE_7
        { "networkProfile.loadBalancerSku", "standard" }, // Azure.AKS.StandardLB
        { "addonProfiles.azurepolicy.enabled", true }, // CKV_AZURE_116
        { "addonProfiles.omsagent.enabled", true }, // CKV_AZURE_4
        { "addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation", "true" }, // CKV_AZURE_172
        { "autoUpgradeProfile.nodeOSUpgradeChannel", "NodeImage" }, // Azure.AKS.NodeAutoUpgrade
        { "autoUpgradeProfile.upgradeChannel", "stable" }, // CKV_AZURE_171
        { "sku.tier", "Standard" }, // CKV_AZURE_170
        { "oidcIssuerProfile.enabled", true },
        { "securityProfile.workloadIdentity.enabled", true },
        { "apiServerAccessProfile.disableRunCommand", true },
        { "identity.type", "UserAssigned" }, // Azure.AKS.ManagedIdentity
    };

    [Theory]
    [MemberData(nameof(ClusterRules))]
    public async Task A_clusters_default_is_the_safe_one(string property, object expected)
    {
        var (mocks, _) = await Run.Program(options => _ = new MlopsEnvironment("it", Args(production: Production), options));
        Assert.Equal(expected, mocks.Only("containerservice:ManagedCluster").At(property));
    }

    [Fact]
    public void A_pools_name_changes_with_what_can_not_be_changed_on_a_pool_and_with_nothing_else()
    {
        var options = new ProductionScoringOptions();
        var name = ScoringPoolSpec.Name(options);
        Assert.Null(NamingRules.AksNodePool.Complaint(name));
        Assert.Equal(name, ScoringPoolSpec.Name(options with { ScoringPool = options.ScoringPool with { MaxNodes = 9 } }));
        Assert.NotEqual(name,
            ScoringPoolSpec.Name(options with { ScoringPool = options.ScoringPool with { VmSize = "Standard_D8ds_v5" } }));
        Assert.NotEqual(name, ScoringPoolSpec.Name(options with { Zones = ["1"] }));
    }
}
