using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Identity.Graph;
using MlopsInfra.LocalCloud.Services.Identity.SignIn;
using MlopsInfra.LocalCloud.Workloads;

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
        .AddSingleton<IArmRoutes, SystemIdentityRoutes>()
        .AddSingleton<PrincipalDirectory>()
        .AddSingleton<AuthorizationCodes>()
        .AddSingleton<Grants>()
        .AddSingleton<TokenAnswers>()
        .AddSingleton<InstanceMetadata>()
        .AddSingleton<WorkloadIdentities>()
        .AddSingleton<CloudEnvironment>()
        .AddSingleton<IDataPlane, WorkloadTokenPlane>()
        .AddSingleton<IDataPlane, IdentityPlane>()
        .AddSingleton<GraphObjects>()
        .AddSingleton<IDataPlane, GraphPlane>();
}
