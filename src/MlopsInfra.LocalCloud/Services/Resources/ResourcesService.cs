using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Services.Resources.Deployments;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Comparison;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;
using MlopsInfra.LocalCloud.Services.Resources.Lists;
using MlopsInfra.LocalCloud.Services.Resources.Moving;
using MlopsInfra.LocalCloud.Services.Resources.Tags;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>Subscriptions, resource groups and deployments.</summary>
internal sealed class ResourcesService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new AzureResource("Microsoft.Resources/subscriptions")
        {
            EventSource = new("Microsoft.Resources.Subscriptions", ResourceGroupResource.Events),
        },
        new ResourceGroupResource(),
        new DeploymentResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IArmRoutes, TagRoutes>()
        .AddSingleton<IArmRoutes, MoveRoutes>()
        .AddSingleton<IPathRoutes, TagNameRoutes>()
        .AddSingleton<IPathRoutes, ReservedNameRoutes>()
        .AddSingleton<IPathRoutes, FeatureRoutes>()
        .AddSingleton<IPathRoutes, ManagementGroupRoutes>()
        .AddSingleton(new ServedNamespace(FeatureRoutes.Namespace, "2021-07-01", "features", "providers"))
        .AddSingleton(new ServedNamespace(ManagementGroupRoutes.Namespace, "2021-04-01", "managementGroups"))
        .AddSingleton<IListing, GroupListing>()
        .AddSingleton<IListing, ResourceListing>()
        .AddSingleton<ResourceCalls>()
        .AddSingleton<DeploymentRecords>()
        .AddSingleton<DeploymentRuns>()
        .AddSingleton<DeploymentStates>()
        .AddSingleton<DeploymentPreflight>()
        .AddSingleton<WhatIf>()
        .AddSingleton<DeploymentActions>()
        .AddSingleton<IArmRoutes, DeploymentRoutes>()
        .AddSingleton<IArmRoutes, TemplateRoutes>();
}
