using Pulumi;

namespace MlopsInfra.Components.Tests.Components;

/// <summary>
/// Machines that publish to a private environment: in its network, and with nothing that they could be misused for.
/// </summary>
public sealed class BuildAgentsTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBs0vCW6RkDd93G8VsLqvMlbsKw1chdQ+uYagO7FjYzX";
    private static readonly BuildAgentOptions Agents = new() { SshPublicKey = Key };

    [Fact]
    public async Task They_have_a_subnet_of_their_own_that_nobody_gets_into_and_one_address_to_call_out_from()
    {
        var (mocks, _) = await Declare(Agents);
        var network = ResourceGraph.InputsOf(mocks.Only("network:VirtualNetwork"));
        var subnet =
            network.GetProperty("subnets").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "snet-agents");

        Assert.False(subnet.GetProperty("defaultOutboundAccess").GetBoolean());
        Assert.EndsWith("/ng-mlops-prod-agents", subnet.GetProperty("natGateway").GetProperty("id").GetString());
        var group = mocks.All("network:NetworkSecurityGroup")
            .Single(one => one.At("networkSecurityGroupName") is "nsg-mlops-prod-agents");
        Assert.All(ResourceGraph.InputsOf(group).GetProperty("securityRules").EnumerateArray(),
            rule => Assert.Equal("Deny", rule.GetProperty("access").GetString()));
    }

    [Fact]
    public async Task The_machines_have_no_identity_no_public_address_and_no_disk_that_outlives_them()
    {
        var (mocks, _) = await Declare(Agents);
        var machines = ResourceGraph.InputsOf(mocks.Only("compute:VirtualMachineScaleSet"));
        var profile = machines.GetProperty("virtualMachineProfile");

        Assert.False(machines.TryGetProperty("identity", out _));
        Assert.DoesNotContain("publicIPAddressConfiguration", machines.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("/subnets/snet-agents",
            Interface(profile).GetProperty("ipConfigurations")[0].GetProperty("subnet").GetProperty("id").GetString());
        Assert.Equal("Local",
            profile.GetProperty("storageProfile").GetProperty("osDisk").GetProperty("diffDiskSettings").GetProperty("option")
                .GetString());
        Assert.True(profile.GetProperty("securityProfile").GetProperty("encryptionAtHost").GetBoolean());
        Assert.True(profile.GetProperty("osProfile").GetProperty("linuxConfiguration")
            .GetProperty("disablePasswordAuthentication").GetBoolean());
    }

    [Fact]
    public async Task They_are_made_as_Azure_Pipelines_wants_them_and_left_to_it()
    {
        var (mocks, graph) = await Declare(Agents);
        var machines = mocks.Only("compute:VirtualMachineScaleSet");

        Assert.Equal(false, machines.At("overprovision"));
        Assert.Equal("Manual", machines.At("upgradePolicy.mode"));
        Assert.Equal(0.0, machines.At("sku.capacity"));
        // Whatever is ignored is in the inputs, or an update would send it as empty.
        var options = (CustomResourceOptions)graph.OptionsOf("it-agents-machines");
        Assert.All(options.IgnoreChanges, path => Assert.NotNull(machines.At(path)));
        // An update would wipe what Azure DevOps has written into the set: there is none.
        Assert.Superset(new HashSet<string> { "sku.name", "virtualMachineProfile", "upgradePolicy", "location" },
            options.ReplaceOnChanges.ToHashSet());
    }

    [Fact]
    public async Task Azure_DevOps_gets_at_the_machines_and_their_subnet_and_at_nothing_else()
    {
        var (mocks, graph) = await Declare(Agents);
        var principal = mocks.All("authorization:RoleAssignment")
            .Where(assignment => assignment.Name!.StartsWith("it-agents-", StringComparison.Ordinal)).ToList();

        Assert.All(principal,
            assignment => Assert.EndsWith(BuiltInRoles.VirtualMachineContributor.Id, (string)assignment.At("roleDefinitionId")!));
        var scopes = principal.Select(assignment => (string)assignment.At("scope")!).ToList();
        Assert.Equal(2, scopes.Count);
        Assert.Contains(scopes, scope => scope.Contains("/compute/VirtualMachineScaleSet/", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(scopes, scope => scope.EndsWith("/subnets/snet-agents", StringComparison.Ordinal));
        Assert.Equal("sc://contoso/mlops/azure-prod-agents", mocks.Resources["it-agents-manager-azure-devops"].At("subject"));
        // It looks at the machines as soon as it hears of the pool.
        Assert.Superset(
            new HashSet<string> { "it-agents-manager-azure-devops", "it-agents-manager-identity-machines",
                "it-agents-manager-identity-subnet" },
            (await graph.DependenciesOf("it-agents-pool")).ToHashSet());
    }

    [Fact]
    public async Task Only_runs_of_main_of_the_pipelines_that_publish_get_a_machine()
    {
        var (mocks, _) = await Declare(Agents);

        Assert.Equal(PipelineNames.AgentPool("prod"), mocks.Resources["it-agents-pool"].At("name"));
        Assert.Equal(true, mocks.Resources["it-agents-pool"].At("recycleAfterEachUse"));
        Assert.Equal(("queue", "refs/heads/main"),
            (mocks.Resources["it-agents-branches"].At("targetResourceType"),
                mocks.Resources["it-agents-branches"].At("allowedBranches")));
        Assert.Equal(
            ["it-agents-infrastructure-permit", "it-agents-training-permit"],
            mocks.Resources.Keys
                .Where(name => name.StartsWith("it-agents-", StringComparison.Ordinal)
                    && name.EndsWith("-permit", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_Azure_would_refuse_is_found_before_anything_is_declared() => Assert.Equal(
        [
            "BuildAgents.IdleAgents", "BuildAgents.IdleMinutes", "BuildAgents.ImageId", "BuildAgents.MaxAgents",
            "BuildAgents.SshPublicKey", "BuildAgents.VmSize",
            "PrivateNetwork.AgentsSubnet",
        ],
        Args(new BuildAgentOptions { VmSize = "D4", MaxAgents = 0, IdleAgents = 3, IdleMinutes = 0, ImageId = "ubuntu",
            SshPublicKey = "ssh-dss AAAA" }, "10.40.16.0/26")
            .FindProblems().Select(problem => problem.Argument).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void They_are_for_Azure_Pipelines_in_a_private_network(bool hasNetwork, bool hasAzureDevOps)
    {
        var args = new MlopsEnvironmentArgs
        {
            Workload = "mlops", Environment = "prod", Location = "westeurope", SubscriptionId = AzureMocks.SubscriptionId,
            TenantId = AzureMocks.TenantId,
            Registry = new RegistryOptions { Sku = RegistrySku.Premium }, BuildAgents = Agents,
            PrivateNetwork = hasNetwork ? new PrivateNetworkOptions() : null,
            AzureDevOps = hasAzureDevOps ? new AzureDevOpsOptions { Project = "mlops" } : null,
        };

        Assert.Equal("BuildAgents", Assert.Single(args.FindProblems()).Argument);
    }

    private static System.Text.Json.JsonElement Interface(System.Text.Json.JsonElement profile) =>
        profile.GetProperty("networkProfile").GetProperty("networkInterfaceConfigurations")[0];

    private static Task<(AzureMocks Mocks, ResourceGraph Graph)> Declare(BuildAgentOptions agents) =>
        Run.Program(root => _ = new MlopsEnvironment("it", Args(agents), root));

    private static MlopsEnvironmentArgs Args(BuildAgentOptions agents, string agentsSubnet = "10.40.17.0/26") => new()
    {
        Workload = "mlops",
        Environment = "prod",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Registry = new RegistryOptions { Sku = RegistrySku.Premium },
        PrivateNetwork = new PrivateNetworkOptions { AgentsSubnet = agentsSubnet },
        AzureDevOps = new AzureDevOpsOptions { Project = "mlops", InfrastructurePipelineId = 4, TrainingPipelineId = 5 },
        BuildAgents = agents,
    };
}
