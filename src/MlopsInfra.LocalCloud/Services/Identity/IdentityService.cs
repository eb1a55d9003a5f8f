using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

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

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<PrincipalDirectory>()
        .AddSingleton<IDataPlane, IdentityPlane>();
}
