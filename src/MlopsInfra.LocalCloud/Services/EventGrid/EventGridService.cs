using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>Azure Event Grid.</summary>
internal sealed class EventGridService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new SystemTopicResource(),
        new EventSubscriptionResource(EventSubscriptionResource.OfTopics)
        {
            Duration = TypicalDuration.Estimated(15),
            LongRunning = LongRunningStyle.Common,
        },
        new EventSubscriptionResource(EventSubscriptionResource.OfScopes),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IHostedService, EventDelivery>();
}
