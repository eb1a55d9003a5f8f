using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>Managed identities.</summary>
internal sealed class IdentityService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new UserAssignedIdentityResource(),
        new FederatedCredentialResource(),
    ];
}
