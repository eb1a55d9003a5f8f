using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>Two writes at once where Azure lets only one in: the second is refused, one after the other both are taken.</summary>
public class SerializedWriteTests
{
    private static readonly LocalCloudOptions Slow = new() { SerializedWrite = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task Federated_credentials_of_one_identity()
    {
        using var azure = TestCloud.WithGroup(Slow);
        var identity = Scenes.Identity(azure);
        string Body(string name) =>
            $$$"""{"properties":{"issuer":"https://token.actions.githubusercontent.com","subject":"repo:octo/mlops:environment:{{{name}}}","audiences":["api://AzureADTokenExchange"]} }""";
        string Id(string name) => $"{identity}/federatedIdentityCredentials/{name}";
        var refusal = await AtOnce(azure, (Id("dev"), Body("dev")), (Id("prod"), Body("prod")));
        Assert.Equal((409, "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity"),
            (refusal.Status, refusal.Code));
        azure.Put(Id("prod"), Body("prod"));
        Assert.Equal("Conflict", azure.PutRefused(Id("again"), Body("prod")).Code);
    }

    [Fact]
    public async Task Subnets_of_one_network()
    {
        using var azure = TestCloud.WithGroup(Slow);
        var network = TestCloud.In("Microsoft.Network/virtualNetworks", "vnet");
        azure.Put(network, """{"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}""");
        var refusal = await AtOnce(
            azure,
            ($"{network}/subnets/one", """{"properties":{"addressPrefix":"10.0.1.0/24"}}"""),
            ($"{network}/subnets/two", """{"properties":{"addressPrefix":"10.0.2.0/24"}}"""));
        Assert.Equal((409, "AnotherOperationInProgress"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task Node_pools_of_one_cluster()
    {
        using var azure = TestCloud.WithGroup(Slow);
        var cluster = Scenes.Cluster(azure);
        const string pool = """{"properties":{"mode":"User","count":1,"vmSize":"Standard_D2s_v5"}}""";
        var refusal = await AtOnce(azure, ($"{cluster}/agentPools/one", pool), ($"{cluster}/agentPools/two", pool));
        Assert.Equal((409, "OperationNotAllowed"), (refusal.Status, refusal.Code));
    }

    private static async Task<ArmException> AtOnce(TestCloud azure, (string Id, string Body) first,
        (string Id, string Body) second)
    {
        var running = azure.PutAsync(first.Id, first.Body);
        var refusal = await Assert.ThrowsAsync<ArmException>(async () => await azure.PutAsync(second.Id, second.Body));
        Assert.True((await running).Created);
        return refusal;
    }
}
