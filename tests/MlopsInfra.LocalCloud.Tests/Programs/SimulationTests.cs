using MlopsInfra.LocalCloud.Simulation;
using MlopsInfra.LocalCloud.Tests.Kubernetes;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>How long Azure would take: what the program makes wait, and what has to wait whatever the program says.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task Resources_start_when_the_last_one_they_depend_on_is_finished()
    {
        var simulation = await SimulateAsync(async azure =>
        {
            var group =
                await azure.Add("resources:ResourceGroup", "group", """{"resourceGroupName":"rg","location":"westeurope"}""");
            var registry = await azure.Add("containerregistry:Registry", "registry",
                """{"resourceGroupName":"rg","registryName":"crdata","sku":{"name":"Basic"}}""", group.Urn);
            var vault = await azure.Add("keyvault:Vault", "vault", """
                {"resourceGroupName":"rg","vaultName":"kv-data","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"}}}
                """, group.Urn);
            await azure.Add("managedidentity:UserAssignedIdentity", "identity",
                """{"resourceGroupName":"rg","resourceName":"id-data"}""", vault.Urn, registry.Urn);
        });

        Assert.Equal([("group", 0, 3), ("registry", 3, 25), ("identity", 28, 5)],
            simulation.CriticalChain.Select(step => (step.Name, step.Start.TotalSeconds, step.Duration.TotalSeconds)));
        Assert.Equal([true, true, false], simulation.CriticalChain.Select(step => step.IsMeasured));
        Assert.Equal(33, simulation.Duration.TotalSeconds);
        // An identity needs no registry: group and registry alone would take 28 s.
        Assert.Equal(28, simulation.Unavoidable!.Value.TotalSeconds);
    }

    public static TheoryData<string, int> Chains() => new()
    {
        // group 3, registry 25, role 25, workspace 21
        { "a workspace waits for the rights of its identity", 74 },
        // group 3, cluster 270, extension 420, attach 90
        { "an attach waits for the extension", 783 },
        // group 3, identity 5, twice 5
        { "federated credentials are written one after the other", 18 },
        // group 3, account 24, topic 30, subscription 15
        { "an event subscription waits for its topic", 72 },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task What_azure_needs_is_read_from_the_resources(string what, int seconds)
    {
        Func<CloudProgram, Task> program = what switch
        {
            _ when what.StartsWith("a workspace", StringComparison.Ordinal) => azure => azure.GroupAnd(() => azure.Workspace()),
            _ when what.StartsWith("an attach", StringComparison.Ordinal) => azure => new ClusterProgram(azure).Attach(),
            _ when what.StartsWith("federated", StringComparison.Ordinal) => azure => azure.GroupAnd(async () =>
            {
                await azure.Identity();
                await azure.FederatedCredential("dev", "repo:octo/ml:environment:dev");
                await azure.FederatedCredential("prod", "repo:octo/ml:environment:prod");
            }),
            _ => azure => azure.AccountAnd(async account =>
            {
                await azure.Topic(account);
                await azure.EventSubscription(
                    await azure.Workflow("""{"validationResponse":"@triggerBody()[0].data.validationCode"}"""));
            }),
        };
        Assert.Equal(seconds, (await SimulateAsync(program)).Unavoidable!.Value.TotalSeconds);
    }

    private static async Task<SimulatedDeployment> SimulateAsync(Func<CloudProgram, Task> program)
    {
        using var stack = new CloudStack();
        var result = await stack.UpAsync(program);
        Assert.Empty(result.Errors);
        return stack.Cloud.Simulate(result);
    }
}
