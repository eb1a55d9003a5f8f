using Pulumi;
using Pulumi.AzureNative.Authorization;

namespace MlopsInfra.Components;

/// <content>Who releases models, to the environment and from it.</content>
public sealed partial class MlopsEnvironment
{
    private DeploymentIdentity? CreateReleasingIdentity(string name) =>
        CreateDeploymentIdentity(name, _names.ReleaseIdentity, ReleaseGrants.Own(ReleaseParts()));

    // Each environment's own release identity releases to it; from the one before, it takes models and images.
    private void LetOthersTakeModels(string name)
    {
        foreach (var (environment, principalId) in _args.Releases.Targets.OrderBy(target => target.Key, StringComparer.Ordinal))
        {
            RoleAssignments.Declare(this, $"{name}-{environment}", Output.Create(principalId), PrincipalType.ServicePrincipal,
                ReleaseGrants.Taken(ReleaseParts()));
        }
    }

    private ReleaseParts ReleaseParts() => new()
    {
        ResourceGroupId = ResourceGroup.ResourceGroupId,
        WorkspaceId = Workspace.WorkspaceId,
        StorageAccountId = Storage.AccountId,
        RegistryId = Registry.RegistryId,
        LogAnalyticsId = Monitoring.LogAnalyticsId,
        ApplicationInsightsId = Monitoring.ApplicationInsightsId,
        IsPublic = IsPublic,
        QaIdentityId = QaScoring is null ? null : (Input<string>)QaScoring.Identity.IdentityId,
        ScoringIdentityId = ProductionScoring is null ? null : (Input<string>)ProductionScoring.ScoringIdentity.IdentityId,
        SubnetId = Network?.ReleaseSubnetId is { } subnet ? (Input<string>)subnet : null,
    };
}
