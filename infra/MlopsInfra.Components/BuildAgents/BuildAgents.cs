using System.Globalization;
using Pulumi;
using Pulumi.AzureDevOps;
using Pulumi.AzureDevOps.Inputs;
using Pulumi.AzureNative.Compute;

namespace MlopsInfra.Components;

/// <summary>
/// Machines that run jobs of Azure Pipelines inside a network: a scale set without public addresses, and the agent pool that
/// starts and stops its machines. They have no identity: jobs sign in with their own service connections, as everywhere.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var agentsNetwork = new PrivateNetwork("builds-network", new PrivateNetworkArgs
/// {
///     Placement = placement,
///     NetworkName = names.For(NamingRules.VirtualNetwork, "builds"),
///     NodesSecurityGroupName = names.For(NamingRules.NetworkSecurityGroup, "buildnodes"),
///     EndpointsSecurityGroupName = names.For(NamingRules.NetworkSecurityGroup, "buildends"),
///     Agents = new AgentsSubnet
///     {
///         SecurityGroupName = names.For(NamingRules.NetworkSecurityGroup, "agents"),
///         NatGatewayName = names.For(NamingRules.NatGateway, "agents"),
///         PublicIpName = names.For(NamingRules.PublicIpAddress, "agents"),
///     },
/// });
/// var agents = new BuildAgents("builds", new BuildAgentsArgs
/// {
///     Placement = placement,
///     ScaleSetName = names.For(NamingRules.VirtualMachineScaleSet, "agents"),
///     ManagerIdentityName = names.For(NamingRules.UserAssignedIdentity, "agents"),
///     PoolName = "pumps-builds",
///     ConnectionName = "pumps-builds",
///     SubnetId = agentsNetwork.AgentsSubnetId!,
///     SubscriptionId = subscriptionId,
///     TenantId = tenantId,
///     ProjectId = devops.ProjectId,
///     Options = new BuildAgentOptions
///     {
///         SshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBs0vCW6RkDd93G8VsLqvMlbsKw1chdQ+uYagO7FjYzX",
///     },
/// });
/// ]]></code>
/// </example>
public sealed class BuildAgents : MlopsComponent
{
    /// <summary>Declares the machines, and what Azure DevOps needs to manage them.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public BuildAgents(string name, BuildAgentsArgs args, ComponentResourceOptions? options = null)
        : base(nameof(BuildAgents), name, args, options)
    {
        var machines = Declare($"{name}-machines", AgentMachines.Of(args, EffectivePlacement),
            (n, a, o) => new VirtualMachineScaleSet(n, a, o),
            AgentMachines.Options);
        ScaleSetId = machines.Id;
        Manager = new DeploymentIdentity(
            $"{name}-manager",
            new DeploymentIdentityArgs
            {
                IdentityName = args.ManagerIdentityName,
                Grants =
                [
                    new("machines", BuiltInRoles.VirtualMachineContributor, machines.Id,
                        "Azure DevOps starts and stops machines, and installs its agent on them."),
                    new("subnet", BuiltInRoles.VirtualMachineContributor, args.SubnetId, "Machines join the subnet."),
                ],
            },
            Child());
        var connection = Connect(name, args);
        var trust = Manager.Trust(FederatedSubject.AzureDevOps(connection.WorkloadIdentityFederationIssuer,
            connection.WorkloadIdentityFederationSubject));
        var pool = DeclarePool(name, args, machines, connection, trust);
        var queue = Declare(
            $"{name}-queue",
            new QueueArgs { ProjectId = args.ProjectId,
                AgentPoolId = pool.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture)) },
            (n, a, o) => new Queue(n, a, o));
        // A job of any branch could name the pool, and would stand in the network.
        BranchControl.Declare(this, $"{name}-branches", args.ProjectId, "queue", queue.Id, DevOpsCode.MainBranch,
            verifyProtection: true);
        BranchControl.Declare(this, $"{name}-connection-branches", args.ProjectId, "endpoint", connection.Id,
            DevOpsCode.MainBranch, verifyProtection: true);
        foreach (var (pipeline, id) in args.PipelineIds.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            PipelineAuthorizations.Permit(this, $"{name}-{pipeline}", args.ProjectId, id, "queue", queue.Id);
        }

        PoolName = pool.Name;
        RegisterOutputs();
    }

    /// <summary>ARM id of the scale set.</summary>
    [Output("scaleSetId")]
    public Output<string> ScaleSetId { get; private set; }

    /// <summary>Name of the agent pool: what pipelines write under <c>pool: name:</c>.</summary>
    [Output("poolName")]
    public Output<string> PoolName { get; private set; }

    /// <summary>What Azure DevOps starts and stops machines as.</summary>
    public DeploymentIdentity Manager { get; }

    private ServiceEndpointAzureRM Connect(string name, BuildAgentsArgs args) => Declare(
        $"{name}-connection",
        new ServiceEndpointAzureRMArgs
        {
            ProjectId = args.ProjectId,
            ServiceEndpointName = args.ConnectionName,
            Description = $"Starts and stops the machines of {args.PoolName}",
            ServiceEndpointAuthenticationScheme = "WorkloadIdentityFederation",
            Credentials = new ServiceEndpointAzureRMCredentialsArgs { Serviceprincipalid = Manager.ClientId },
            AzurermSpnTenantid = args.TenantId,
            AzurermSubscriptionId = args.SubscriptionId,
            AzurermSubscriptionName = args.SubscriptionId,
        },
        (n, a, o) => new ServiceEndpointAzureRM(n, a, o));

    private ElasticPool DeclarePool(string name, BuildAgentsArgs args, VirtualMachineScaleSet machines,
        ServiceEndpointAzureRM connection, Resource trust)
    {
        // Azure DevOps looks at the scale set with the connection as soon as it hears of the pool.
        var after = Manager.Identity.AfterGrants();
        after.DependsOn.Add(trust);
        return Declare(
            $"{name}-pool",
            new ElasticPoolArgs
            {
                Name = args.PoolName,
                AzureResourceId = machines.Id,
                ServiceEndpointId = connection.Id,
                ServiceEndpointScope = args.ProjectId,
                ProjectId = args.ProjectId,
                MaxCapacity = args.Options.MaxAgents,
                DesiredIdle = args.Options.IdleAgents,
                TimeToLiveMinutes = args.Options.IdleMinutes,
                // What a job leaves behind is nothing for the next one.
                RecycleAfterEachUse = true,
                AgentInteractiveUi = false,
                AutoProvision = false,
                AutoUpdate = true,
            },
            (n, a, o) => new ElasticPool(n, a, o),
            after);
    }
}
