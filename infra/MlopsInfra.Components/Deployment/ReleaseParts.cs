using Pulumi;

namespace MlopsInfra.Components;

/// <summary>The parts of an environment that a release has to do with.</summary>
internal sealed record ReleaseParts
{
    /// <summary>ARM id of the resource group.</summary>
    public required Input<string> ResourceGroupId { get; init; }

    /// <summary>ARM id of the workspace, whose models are released.</summary>
    public required Input<string> WorkspaceId { get; init; }

    /// <summary>ARM id of the storage account that holds models.</summary>
    public required Input<string> StorageAccountId { get; init; }

    /// <summary>ARM id of the registry that holds scoring images.</summary>
    public required Input<string> RegistryId { get; init; }

    /// <summary>ARM id of the Log Analytics workspace.</summary>
    public required Input<string> LogAnalyticsId { get; init; }

    /// <summary>ARM id of the Application Insights component.</summary>
    public required Input<string> ApplicationInsightsId { get; init; }

    /// <summary>Whether storage and registry can be reached over the internet.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>ARM id of the identity that scoring on Container Instances runs with; null where there is none.</summary>
    public Input<string>? QaIdentityId { get; init; }

    /// <summary>ARM id of the identity that scoring on AKS runs with; null where there is none.</summary>
    public Input<string>? ScoringIdentityId { get; init; }

    /// <summary>ARM id of the subnet that releases run container groups in; null where there is none.</summary>
    public Input<string>? SubnetId { get; init; }
}
