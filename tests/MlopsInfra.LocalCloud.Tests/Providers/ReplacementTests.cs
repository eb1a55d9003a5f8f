using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>What azure-native plans as a replacement: its marks decide, not what Azure can do.</summary>
public class ReplacementTests
{
    private static readonly AzureCatalog Catalog = new();

    private static readonly Dictionary<string, (string Type, PropertyMap Old, PropertyMap Now, string[] Replacing,
        string[] Updating)> Cases = new()
    {
        ["a part of the id"] =
            ("storage:StorageAccount", Map(("accountName", "a")), Map(("accountName", "b")), ["accountName"], []),
        ["a parameter of the query is none"] =
            ("machinelearningservices:Datastore", Map(("skipValidation", true)), Map(("skipValidation", false)), [],
                ["skipValidation"]),
        ["a mark at the top"] =
            ("storage:StorageAccount", Map(("isHnsEnabled", false)), Map(("isHnsEnabled", true)), ["isHnsEnabled"], []),
        ["a marked one that comes"] = ("storage:StorageAccount", Map(), Map(("isHnsEnabled", true)), ["isHnsEnabled"], []),
        ["a marked one that goes"] = ("storage:StorageAccount", Map(("isHnsEnabled", true)), Map(), ["isHnsEnabled"], []),
        ["one object below"] =
            ("containerservice:ManagedCluster",
                Profile(("podCidr", "10.0.0.0/16"), ("natGatewayProfile", Map(("idleTimeoutInMinutes", 4)))),
                Profile(("podCidr", "10.1.0.0/16"), ("natGatewayProfile", Map(("idleTimeoutInMinutes", 5)))),
                ["networkProfile.podCidr"], ["networkProfile.natGatewayProfile.idleTimeoutInMinutes"]),
        ["a changed value below a marked object"] =
            ("containerservice:ManagedCluster",
                Linux(("adminUsername", "a"), ("ssh", Map(("publicKeys", List(Map(("keyData", "x"))))))),
                Linux(("adminUsername", "b"), ("ssh", Map(("publicKeys", List(Map(("keyData", "y"))))))),
                ["linuxProfile.adminUsername", "linuxProfile.ssh.publicKeys[0].keyData"], []),
        ["what comes or goes below a marked object"] =
            ("containerservice:ManagedCluster", Linux(("ssh", Map(("publicKeys", List(Map(("keyData", "x"))))))),
                Linux(("adminUsername", "a"), ("ssh", Map(("publicKeys", List(Map(("keyData", "x")), Map(("keyData", "y"))))))),
                [], ["linuxProfile.adminUsername", "linuxProfile.ssh.publicKeys[1]"]),
        ["a node pool of a cluster, no longer marked"] =
            ("containerservice:ManagedCluster", Map(("agentPoolProfiles", List(Map(("vmSize", "A"))))),
                Map(("agentPoolProfiles", List(Map(("vmSize", "B"))))),
                [], ["agentPoolProfiles[0].vmSize"]),
        ["a node pool of its own"] = ("containerservice:AgentPool", Map(("vmSize", "A"), ("count", 1)),
            Map(("vmSize", "B"), ("count", 2)), ["vmSize"], ["count"]),
        ["the subnet of a private endpoint"] = ("network:PrivateEndpoint", Map(("subnet", Map(("id", "/a")))),
            Map(("subnet", Map(("id", "/b")))), ["subnet.id"], []),
        ["what Azure can't change and nobody marked"] =
            ("machinelearningservices:Workspace", Map(("storageAccount", "/a"), ("location", "westeurope")),
                Map(("storageAccount", "/b"), ("location", "northeurope")),
                [], ["location", "storageAccount"]),
        ["a region in another spelling"] =
            ("storage:StorageAccount", Map(("location", "West Europe")), Map(("location", "westeurope")), [], []),
        ["an id in another spelling"] =
            ("machinelearningservices:Workspace", Map(("keyVault", "/Subscriptions/a")), Map(("keyVault", "/subscriptions/a")),
                [], ["keyVault"]),
        ["an identity in another place"] =
            ("storage:StorageAccount", Map(("identity", Map(("userAssignedIdentities", List("/a", "/b"))))),
                Map(("identity", Map(("userAssignedIdentities", List("/b", "/a"))))),
                [], ["identity.userAssignedIdentities[0]", "identity.userAssignedIdentities[1]"]),
        ["what is not known yet"] =
            ("containerservice:AgentPool", Map(("vmSize", "A"), ("count", 1)),
                Map(("vmSize", PropertyValue.Unknown), ("count", PropertyValue.Unknown)), ["vmSize"], ["count"]),
        ["another API version"] =
            ("storage:StorageAccount", Map(("azureApiVersion", "2023-01-01")), Map(("azureApiVersion", "2024-01-01")), [],
                ["azureApiVersion"]),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_marks_decide_what_replaces(string name)
    {
        var (type, old, now, replacing, updating) = Cases[name];
        var changes = InputDiff.Between(old, now, Catalog.Package.FindResource($"azure-native:{type}")!)
            .Select(change => change.Change).ToLookup(change => change.ForcesReplacement, change => change.Path);
        Assert.Equal(replacing.Order(), changes[true].Order());
        Assert.Equal(updating.Order(), changes[false].Order());
    }

    [Fact]
    public void Corrected_marks_name_types_and_inputs_that_there_are()
    {
        foreach (var name in ReplacementFlags.CorrectedTypes)
        {
            var schema = Catalog.Package.FindResource($"azure-native:{name}");
            Assert.True(schema is not null, name);
            Assert.All(schema.Replaces.Paths, path => Assert.True(IsInput(schema, path), $"{name} has no '{path}'"));
        }
    }

    [Fact]
    public void The_old_one_goes_first_unless_its_name_is_random()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var inputs = Map(("resourceGroupName", "rg"), ("kind", "StorageV2"), ("sku", Map(("name", "Standard_LRS"))));
        const string Account = "azure-native:storage:StorageAccount";
        var random = provider.Create(Account, "data", inputs);
        Assert.True(provider.Diff(Account, "data", random, inputs.With("isHnsEnabled", true)) is { RequiresReplacement: true,
            DeleteBeforeReplace: false });
        var given = provider.Create(Account, "mine", inputs.With("accountName", "stmine"));
        Assert.True(provider.Diff(Account, "mine", given,
            inputs.With("accountName", "stmine").With("isHnsEnabled", true)).DeleteBeforeReplace);
        // The id changes, and still the old one goes first.
        Assert.True(provider.Diff(Account, "mine", given, inputs.With("accountName", "stother")) is { RequiresReplacement: true,
            DeleteBeforeReplace: true });
    }

    private static PropertyMap Profile(params (string, PropertyValue)[] members) => Map(("networkProfile", Map(members)));

    private static PropertyMap Linux(params (string, PropertyValue)[] members) => Map(("linuxProfile", Map(members)));

    private static bool IsInput(ResourceSchema schema, string path)
    {
        var parts = path.Replace("[]", "", StringComparison.Ordinal).Split('.');
        if (schema.PathInputs.ContainsKey(parts[0])) return parts.Length == 1;
        if (schema.Body.Find(parts[0]) is not { } property) return false;
        return parts.Length == 1 || (property.Type is TypeSchema.Object inner && inner.Schema.Find(parts[1]) is not null);
    }
}
