using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Services.Resources.Lists;
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
        new RunByAzureResource("Microsoft.Resources/deployments")
        {
            Naming = new(@"[A-Za-z0-9._()\-]+", 1, 64, "InvalidDeploymentName",
                "The deployment name '{0}' is invalid. It must be 1 to 64 letters, digits, '-', '.', '_', '(' and ')'."),
            Location = LocationRule.Optional,
        },
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IArmRoutes, TagRoutes>()
        .AddSingleton<IPathRoutes, TagNameRoutes>()
        .AddSingleton<IListing, GroupListing>()
        .AddSingleton<IListing, ResourceListing>();
}
