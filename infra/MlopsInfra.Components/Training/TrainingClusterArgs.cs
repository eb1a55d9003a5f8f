using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="TrainingCluster"/>.</summary>
public sealed class TrainingClusterArgs : PlacedComponentArgs
{
    /// <summary>Name of the identity that jobs run with; needed unless <see cref="ExistingIdentity"/> brings one.</summary>
    public string? IdentityName { get; init; }

    /// <summary>The identity that jobs run with, where it exists already. Default: null, one is created.</summary>
    public ExistingIdentity? ExistingIdentity { get; init; }

    /// <summary>ARM id of the workspace.</summary>
    public required Input<string> WorkspaceId { get; init; }

    /// <summary>Name of the workspace.</summary>
    public required Input<string> WorkspaceName { get; init; }

    /// <summary>Resource group of the workspace. Default: that of <see cref="PlacedComponentArgs.Placement"/>.</summary>
    public Input<string>? WorkspaceResourceGroupName { get; init; }

    /// <summary>ARM id of the storage account whose data jobs read and write.</summary>
    public required Input<string> StorageAccountId { get; init; }

    /// <summary>ARM id of the registry that jobs' images are pulled from.</summary>
    public required Input<string> RegistryId { get; init; }

    /// <summary>
    /// ARM id of the Application Insights component that jobs send telemetry to, with the cluster's identity. Default: null.
    /// </summary>
    public Input<string>? ApplicationInsightsId { get; init; }

    /// <summary>
    /// Whether jobs may build images by tasks of the registry, which have no way into a private one. Default: false.
    /// </summary>
    public bool BuildsImages { get; init; }

    /// <summary>
    /// Whether nodes have public addresses. Default: true, which Azure needs where nodes are in no network; false where the
    /// workspace manages one (<see cref="MlWorkspaceArgs.ApprovedOutboundOnly"/>). A change replaces the cluster.
    /// </summary>
    public bool NodePublicIp { get; init; } = true;

    /// <summary>What can be chosen.</summary>
    public TrainingOptions Options { get; init; } = new();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        ExistingIdentity.Check(problems, nameof(IdentityName), IdentityName, nameof(ExistingIdentity), ExistingIdentity);
        Options.Check(problems, nameof(Options));
    }
}
