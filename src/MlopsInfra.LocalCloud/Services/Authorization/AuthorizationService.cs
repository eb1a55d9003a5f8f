using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Services.Authorization.Roles;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>Azure role-based access control, locks and policies.</summary>
internal sealed class AuthorizationService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new RoleAssignmentResource(),
        new RoleDefinitionResource(),
        new LockResource(),
        new PolicyDefinitionResource(),
        new PolicyAssignmentResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IArmRoutes, PermissionRoutes>()
        .AddSingleton<IArmRoutes>(provider => new EmptyLists(provider.GetRequiredService<CloudContext>(),
            "Microsoft.Authorization/denyAssignments",
            "Microsoft.Authorization/policySetDefinitions", "Microsoft.Authorization/policyExemptions"))
        .AddSingleton<RestBehavior, RoleBehavior>()
        .AddSingleton<RestBehavior, PolicyAssignmentBehavior>()
        .AddSingleton<IPathRoutes, ProviderOperationRoutes>()
        .AddSingleton<IPathRoutes, PolicyStateRoutes>()
        .AddSingleton(new ServedNamespace(PolicyStateRoutes.Namespace, "2019-10-01", "policyStates"))
        .AddSingleton<IListing, PolicyListing>()
        .AddSingleton<IListing, LockListing>()
        .AddSingleton<IListing, RoleAssignmentListing>()
        .AddSingleton<IListing, RoleDefinitionListing>();
}
