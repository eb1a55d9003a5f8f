using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>Azure Event Grid.</summary>
internal sealed class EventGridService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new SystemTopicResource(),
        new EventSubscriptionResource("Microsoft.EventGrid/systemTopics/eventSubscriptions"),
        new EventSubscriptionResource("Microsoft.EventGrid/eventSubscriptions"),
    ];
}
