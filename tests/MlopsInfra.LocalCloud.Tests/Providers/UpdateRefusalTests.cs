using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;
using Kind = MlopsInfra.LocalCloud.UpdateRefusalKind;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>Changes that a plan calls updates and that Azure will not make are told before the update begins.</summary>
public class UpdateRefusalTests
{
    private static readonly Dictionary<string, (string Type, PropertyMap Old, PropertyMap Now,
        (string, Kind, string)[] Told)> Cases = new()
    {
        ["another account of a workspace"] =
            ("machinelearningservices:Workspace", Map(("storageAccount", "/a")), Map(("storageAccount", "/b")),
            [("storageAccount", Kind.Refused, "PropertyChangeNotAllowed")]),
        ["one that is not known yet"] =
            ("machinelearningservices:Workspace", Map(("storageAccount", "/a")), Map(("storageAccount", PropertyValue.Unknown)),
            [("storageAccount", Kind.RefusedIfChanged, "PropertyChangeNotAllowed")]),
        ["the sign-in of an endpoint"] =
            ("machinelearningservices:OnlineEndpoint", Properties(("authMode", "Key")), Properties(("authMode", "AMLToken")),
            [("properties.authMode", Kind.Refused, "PropertyChangeNotAllowed")]),
        ["the machines of a system pool"] =
            ("containerservice:ManagedCluster", Pools(("system", "A"), ("other", "B")), Pools(("other", "B"), ("system", "C")),
            [("agentPoolProfiles[1].vmSize", Kind.Refused, "PropertyChangeNotAllowed")]),
        ["a pool of a new name"] =
            ("containerservice:ManagedCluster", Pools(("system", "A")), Pools(("system", "A"), ("more", "B")), []),
        ["the machines of a training cluster"] = ("machinelearningservices:Compute", Cluster("A", 2), Cluster("B", 4),
            [("properties.properties.vmSize", Kind.Ignored, "")]),
        ["another region"] = ("keyvault:Vault", Map(("location", "westeurope")), Map(("location", "northeurope")),
            [("location", Kind.Refused, "InvalidResourceLocation")]),
        ["a property that is left out is kept"] = ("machinelearningservices:Workspace", Map(("hbiWorkspace", true)), Map(), []),
        ["the processors of a container"] = ("containerinstance:ContainerGroup", Group(1), Group(2),
            [("containers[0].resources.requests.cpu", Kind.Refused, "InvalidContainerGroupUpdate")]),
        ["a change that Azure makes"] =
            ("storage:StorageAccount", Map(("allowSharedKeyAccess", true)), Map(("allowSharedKeyAccess", false)), []),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_Azure_will_refuse_is_told(string name)
    {
        using var azure = new TestCloud();
        var (type, old, now, told) = Cases[name];
        Assert.Equal(told,
            azure.Cloud.UpdateRefusalsOf($"azure-native:{type}", old, now)
                .Select(refusal => (refusal.Path, refusal.Kind, refusal.Code)));
    }

    [Fact]
    public void The_update_fails_with_the_code_that_was_told()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        const string Vault = "azure-native:keyvault:Vault";
        PropertyMap Inputs(double days) => Map(("resourceGroupName", "rg"), ("vaultName", "kv-data"), ("properties", Map(
            ("tenantId", TestCloud.Tenant), ("sku", Map(("family", "A"), ("name", "standard"))),
            ("enableRbacAuthorization", true), ("softDeleteRetentionInDays", days))));
        var vault = provider.Create(Vault, "vault", Inputs(7));
        Assert.False(provider.Diff(Vault, "vault", vault, Inputs(30)).RequiresReplacement);
        var told = Assert.Single(azure.Cloud.UpdateRefusalsOf(Vault, vault.Inputs, Inputs(30)));
        var refused = Assert.Throws<ProviderException>(() => provider.Update(Vault, "vault", vault, Inputs(30)));
        Assert.Equal(("properties.softDeleteRetentionInDays", refused.Code), (told.Path, told.Code));
    }

    private static PropertyMap Properties(params (string, PropertyValue)[] members) => Map(("properties", Map(members)));

    private static PropertyMap Pools(params (string Name, string Size)[] pools) =>
        Map(("agentPoolProfiles",
            List([.. pools.Select(pool => (PropertyValue)Map(("name", pool.Name), ("vmSize", pool.Size)))])));

    private static PropertyMap Cluster(string size, double nodes) => Map(("properties", Map(
        ("computeType", "AmlCompute"), ("properties", Map(("vmSize", size), ("scaleSettings", Map(("maxNodeCount", nodes))))))));

    private static PropertyMap Group(double processors) =>
        Map(("containers", List(Map(("name", "scoring"), ("resources", Map(("requests", Map(("cpu", processors)))))))));
}
