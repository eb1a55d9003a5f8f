using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="ProductionScoring"/>.</summary>
public sealed class ProductionScoringArgs : PlacedComponentArgs
{
    /// <summary>Name of the cluster.</summary>
    public required string ClusterName { get; init; }

    /// <summary>
    /// Name of the identity that the cluster's control plane runs with; needed unless <see cref="ExistingClusterIdentity"/>
    /// brings one.
    /// </summary>
    public string? ClusterIdentityName { get; init; }

    /// <summary>
    /// The identity that the cluster's control plane runs with, where it exists already. Default: null, one is created.
    /// </summary>
    public ExistingIdentity? ExistingClusterIdentity { get; init; }

    /// <summary>
    /// Name of the identity that nodes pull images with; needed unless <see cref="ExistingKubeletIdentity"/> brings one. It is
    /// brought to the cluster rather than made by it, so that its rights are there before, and stay what they are when the
    /// cluster changes.
    /// </summary>
    public string? KubeletIdentityName { get; init; }

    /// <summary>The identity that nodes pull images with, where it exists already. Default: null, one is created.</summary>
    public ExistingIdentity? ExistingKubeletIdentity { get; init; }

    /// <summary>
    /// Name of the identity that scoring runs with; needed unless <see cref="ExistingScoringIdentity"/> brings one.
    /// </summary>
    public string? ScoringIdentityName { get; init; }

    /// <summary>The identity that scoring runs with, where it exists already. Default: null, one is created.</summary>
    public ExistingIdentity? ExistingScoringIdentity { get; init; }

    /// <summary>Name of the online endpoint: 3 to 32 letters, digits and hyphens, unique in its region.</summary>
    public required string EndpointName { get; init; }

    /// <summary>Name of the rule that says what the cluster's monitoring agent sends to Log Analytics.</summary>
    public required string DataCollectionRuleName { get; init; }

    /// <summary>
    /// ARM id of the endpoint that the cluster's monitoring agent sends to, where Log Analytics takes nothing from the internet:
    /// <see cref="PrivateMonitoring.DataCollectionEndpointId"/>. Default: null, the public one.
    /// </summary>
    public Input<string>? DataCollectionEndpointId { get; init; }

    /// <summary>Entra tenant of those who use the cluster.</summary>
    public required Input<string> TenantId { get; init; }

    /// <summary>ARM id of the registry.</summary>
    public required Input<string> RegistryId { get; init; }

    /// <summary>ARM id of the storage account that holds models.</summary>
    public required Input<string> StorageAccountId { get; init; }

    /// <summary>ARM id of the container that requests are logged to; null where they aren't. Default: null.</summary>
    public Input<string>? ScoringInputsContainerId { get; init; }

    /// <summary>ARM id of the container that answers are logged to; null where they aren't. Default: null.</summary>
    public Input<string>? PredictionsContainerId { get; init; }

    /// <summary>
    /// ARM id of the Application Insights component that scoring sends telemetry to; null where it sends none. Default: null.
    /// </summary>
    public Input<string>? ApplicationInsightsId { get; init; }

    /// <summary>
    /// Whether releases upload models with the identity of scoring: for an account that is reached from inside the network only.
    /// Default: false.
    /// </summary>
    public bool UploadsModels { get; init; }

    /// <summary>ARM id of the workspace, which the cluster lets in (Trusted Access).</summary>
    public required Input<string> WorkspaceId { get; init; }

    /// <summary>Name of the workspace.</summary>
    public required Input<string> WorkspaceName { get; init; }

    /// <summary>Resource group of the workspace. Default: that of <see cref="PlacedComponentArgs.Placement"/>.</summary>
    public Input<string>? WorkspaceResourceGroupName { get; init; }

    /// <summary>Object id of the principal of the workspace's identity.</summary>
    public required Input<string> WorkspacePrincipalId { get; init; }

    /// <summary>ARM id of the subnet that nodes are in; null lets AKS make a network of its own.</summary>
    public Input<string>? SubnetId { get; init; }

    /// <summary>
    /// ARM id of the network, where callers in it are to find the scoring router by its name
    /// (<see cref="ScoringTlsOptions.Address"/>). Default: null, no record.
    /// </summary>
    public Input<string>? NetworkId { get; init; }

    /// <summary>
    /// The API server and the endpoint can be reached from the private network only. Needs <see cref="SubnetId"/>.
    /// </summary>
    public bool Private { get; init; }

    /// <summary>What can be chosen.</summary>
    public ProductionScoringOptions Options { get; init; } = new();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(ClusterName), ClusterName, NamingRules.AksCluster);
        ExistingIdentity.Check(problems, nameof(ClusterIdentityName), ClusterIdentityName, nameof(ExistingClusterIdentity),
            ExistingClusterIdentity);
        ExistingIdentity.Check(problems, nameof(KubeletIdentityName), KubeletIdentityName, nameof(ExistingKubeletIdentity),
            ExistingKubeletIdentity);
        ExistingIdentity.Check(problems, nameof(ScoringIdentityName), ScoringIdentityName, nameof(ExistingScoringIdentity),
            ExistingScoringIdentity);
        problems.Name(nameof(DataCollectionRuleName), DataCollectionRuleName, NamingRules.DataCollectionRule);
        problems.Name(nameof(EndpointName), EndpointName, NamingRules.OnlineEndpoint);
        problems.Require(!Private || SubnetId is not null, nameof(SubnetId), null, "a private cluster needs a subnet.");
        problems.Require(
            Options.RouteTableId is null || SubnetId is not null, nameof(SubnetId), null,
            "a route table (Options.RouteTableId) needs a subnet that has it.");
        problems.Require(
            Options.Tls?.Address is null || NetworkId is not null, nameof(NetworkId), null,
            "a record (Options.Tls.Address) needs a network to be found from.");
        problems.Require(
            !Private || Options.AuthorizedIpRanges.Count == 0, $"{nameof(Options)}.{nameof(Options.AuthorizedIpRanges)}",
            string.Join(", ", Options.AuthorizedIpRanges),
            "a private cluster has no public address to authorize ranges for; leave them out.");
        Options.Check(problems, nameof(Options));
    }
}
