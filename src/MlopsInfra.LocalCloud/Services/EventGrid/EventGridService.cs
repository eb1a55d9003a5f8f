using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;

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
        .AddSingleton<IArmRoutes>(provider =>
            new EmptyLists(provider.GetRequiredService<CloudContext>(), "Microsoft.EventGrid/topics"))
        .AddSingleton<IHostedService, EventDelivery>()
        .AddSingleton<IPathRoutes, TopicTypeRoutes>()
        // By name only ("System Topics - List By Resource Group", $filter).
        .AddSingleton<IListFilter>(new ListFilter(
            new FilterVocabulary<JsonObject> { HasNot = true }.With("name", each => each.Text("name"), "contains"),
            SystemTopicResource.TypeName, EventSubscriptionResource.OfTopics, EventSubscriptionResource.OfScopes));
}
