using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="BuildAgents"/>.</summary>
public sealed class BuildAgentsArgs : PlacedComponentArgs
{
    /// <summary>Name of the scale set: 1 to 64 letters, digits, hyphens, underscores and periods.</summary>
    public required string ScaleSetName { get; init; }

    /// <summary>Name of the identity that Azure DevOps starts and stops machines as.</summary>
    public required string ManagerIdentityName { get; init; }

    /// <summary>
    /// Name of the agent pool, which is the organization's; pipelines name it. See <see cref="PipelineNames.AgentPool"/>.
    /// </summary>
    public required string PoolName { get; init; }

    /// <summary>Name of the service connection that Azure DevOps starts and stops machines with.</summary>
    public required string ConnectionName { get; init; }

    /// <summary>
    /// ARM id of the subnet that the machines are in, with a way out to the internet:
    /// <see cref="PrivateNetwork.AgentsSubnetId"/>, or one that exists.
    /// </summary>
    public required Input<string> SubnetId { get; init; }

    /// <summary>The subscription (a GUID) that the machines are in.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The Entra tenant (a GUID) of the subscription.</summary>
    public required string TenantId { get; init; }

    /// <summary>Id of the project whose pipelines use the machines.</summary>
    public required Input<string> ProjectId { get; init; }

    /// <summary>
    /// Ids of the pipelines that may use the machines, by name. Of others, and without any, a person permits each when it asks
    /// the first time.
    /// </summary>
    public IReadOnlyDictionary<string, Input<int>> PipelineIds { get; init; } = new Dictionary<string, Input<int>>();

    /// <summary>What can be chosen.</summary>
    public required BuildAgentOptions Options { get; init; }

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(ScaleSetName), ScaleSetName, NamingRules.VirtualMachineScaleSet);
        problems.Name(nameof(ManagerIdentityName), ManagerIdentityName, NamingRules.UserAssignedIdentity);
        problems.Require(PoolName.Length is > 0 and <= 256, nameof(PoolName), PoolName,
            "a name of 1 to 256 characters is needed.");
        problems.Require(ConnectionName.Length is > 0 and <= 256, nameof(ConnectionName), ConnectionName,
            "a name of 1 to 256 characters is needed.");
        Options.Check(problems, nameof(Options));
    }
}
