namespace MlopsInfra.Components.Tests.Components;

/// <summary>A component takes what exists already, and declares nothing in its place.</summary>
public sealed class BringYourOwnTests
{
    private const string Workspace =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ours/providers/Microsoft.MachineLearningServices"
            + "/workspaces/mlw-ours";

    private static readonly ExistingIdentity OurIdentity = new()
    {
        Id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ours/providers/Microsoft.ManagedIdentity"
            + "/userAssignedIdentities/id-ours",
        Name = "id-ours",
        PrincipalId = "00000000-0000-0000-0000-0000000000aa",
        ClientId = "00000000-0000-0000-0000-0000000000bb",
    };

    [Fact]
    public async Task A_training_cluster_joins_a_workspace_of_another_resource_group()
    {
        var (mocks, _) = await Run.Program(options => _ = new TrainingCluster("it", Cluster("id-new"), options));

        var cluster = mocks.Only("machinelearningservices:Compute");
        Assert.Equal("rg-ours", cluster.At("resourceGroupName"));
        Assert.Equal("mlw-ours", cluster.At("workspaceName"));
        Assert.Equal("rg-test", mocks.Only("managedidentity:UserAssignedIdentity").At("resourceGroupName"));
    }

    [Fact]
    public async Task An_existing_identity_is_used_and_given_the_rights_that_a_new_one_would_get()
    {
        var (own, _) = await Run.Program(options => _ = new TrainingCluster("it", Cluster("id-new"), options));
        var (brought, _) = await Run.Program(options => _ = new TrainingCluster("it", Cluster(existing: OurIdentity), options));

        Assert.Empty(brought.All("managedidentity:UserAssignedIdentity"));
        Assert.Contains("/id-ours",
            string.Join(' ', AzureMocks.Values(brought.Only("machinelearningservices:Compute").At("identity"))),
            StringComparison.Ordinal);
        Assert.Equal(Rights(own), Rights(brought));
        Assert.All(brought.All("authorization:RoleAssignment"),
            right => Assert.Equal("00000000-0000-0000-0000-0000000000aa", right.At("principalId")));
    }

    [Fact]
    public async Task An_existing_identity_whose_rights_somebody_else_assigns_gets_none()
    {
        var (mocks, _) = await Run.Program(
            options => _ = new TrainingCluster("it", Cluster(existing: OurIdentity with { AssignRoles = false }), options));

        Assert.Empty(mocks.All("authorization:RoleAssignment"));
    }

    [Fact]
    public void An_identity_is_either_new_or_existing()
    {
        var neither = Assert.Single(Cluster().FindProblems());
        var both = Assert.Single(Cluster("id-new", OurIdentity).FindProblems());

        Assert.StartsWith("IdentityName is missing", neither.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "IdentityName is 'id-new': no identity is created where ExistingIdentity brings one; leave out one of the two.",
            both.ToString());
    }

    [Fact]
    public async Task A_private_link_takes_an_address_of_an_existing_subnet_and_leaves_its_zones_alone()
    {
        const string subnet = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-hub/providers"
            + "/Microsoft.Network/virtualNetworks/vnet/subnets/snet";
        var (mocks, _) = await Run.Program(options => _ = new PrivateLink(
            "it",
            new PrivateLinkArgs
            {
                Placement = Declared.Placement, EndpointName = "pep-data", ResourceId = "/subscriptions/1/storage",
                SubResource = "blob", SubnetId = subnet,
            },
            options));

        Assert.Equal(subnet, mocks.Only("network:PrivateEndpoint").At("subnet.id"));
        Assert.Empty(mocks.All("network:PrivateDnsZoneGroup"));
    }

    [Fact]
    public void A_region_is_checked_before_anything_is_declared()
    {
        var problem = Assert.Single(new MlStorageArgs
        {
            Placement = new Placement { ResourceGroupName = "rg", Location = "West Europe" }, AccountName = "stours",
        }.FindProblems());

        Assert.Equal("Placement.Location", problem.Argument);
    }

    private static TrainingClusterArgs Cluster(string? identityName = null, ExistingIdentity? existing = null) => new()
    {
        Placement = Declared.Placement,
        IdentityName = identityName,
        ExistingIdentity = existing,
        WorkspaceId = Workspace,
        WorkspaceName = "mlw-ours",
        WorkspaceResourceGroupName = "rg-ours",
        StorageAccountId = "/subscriptions/1/resourceGroups/rg-ours/providers/Microsoft.Storage/storageAccounts/stours",
        RegistryId = "/subscriptions/1/resourceGroups/rg-ours/providers/Microsoft.ContainerRegistry/registries/crours",
    };

    private static IEnumerable<object?> Rights(AzureMocks mocks) =>
        mocks.All("authorization:RoleAssignment").Select(right => right.At("roleDefinitionId")).Order();
}
