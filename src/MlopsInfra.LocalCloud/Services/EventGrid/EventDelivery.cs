using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>
/// Event Grid: leads an event to the subscriptions that want it, tries again on Event Grid's schedule, and keeps what can't be
/// delivered as a dead letter. Source: "Event Grid message delivery and retry".
/// </summary>
internal sealed class EventDelivery : IHostedService
{
    private static readonly TimeSpan[] Schedule =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    // Another attempt would get the same answer.
    private static readonly int[] Final = [400, 401, 413];

    private readonly CloudContext _cloud;
    private readonly ServerCalls _calls;
    private readonly BackgroundWork _work;
    private readonly PlaySpeed _speed;
    private readonly DeadLetters _deadLetters;

    public EventDelivery(CloudContext cloud, ServerCalls calls, BackgroundWork work, PlaySpeed speed)
    {
        (_cloud, _calls, _work, _speed) = (cloud, calls, work, speed);
        _deadLetters = new DeadLetters(cloud, calls);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _cloud.Events.Raised += OnRaised;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _cloud.Events.Raised -= OnRaised;
        return Task.CompletedTask;
    }

    private void OnRaised(object? sender, CloudEvent raised)
    {
        var envelope = Envelope(raised);
        foreach (var subscription in Subscriptions(raised.Source))
        {
            if (EventFilter.Passes(subscription.Body.At("properties.filter") as JsonObject, envelope))
                _work.Run(stop => DeliverAsync(subscription.Key, envelope, stop));
        }
    }

    private IEnumerable<StoredResource> Subscriptions(ResourceId source)
    {
        var topics = _cloud.Store.OfType(SystemTopicResource.TypeName)
            .Where(topic => source.Value.Equals(topic.Body.Text("properties.source"), StringComparison.OrdinalIgnoreCase))
            .Select(topic => topic.Key);
        var ofTopics = _cloud.Store.OfType(EventSubscriptionResource.OfTopics)
            .Where(subscription => topics.Any(topic => ResourceId.IsWithin(subscription.Key, topic)));
        return ofTopics.Concat(_cloud.Store.OfType(EventSubscriptionResource.OfScopes)
            .Where(subscription => subscription.Key.StartsWith($"{source.Value}/providers/Microsoft.EventGrid/",
                StringComparison.OrdinalIgnoreCase)));
    }

    private async Task DeliverAsync(string id, JsonObject envelope, CancellationToken stop)
    {
        var waited = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            // Whoever deletes a subscription does not want its events any more.
            if (_cloud.Store.Find(id) is not { } subscription) return;
            var status = await AttemptAsync(subscription, envelope, attempt, stop);
            if (status is >= 200 and <= 204) return;
            var policy = subscription.Body.At("properties.retryPolicy") as JsonObject ?? [];
            var wait = Schedule[Math.Min(attempt - 1, Schedule.Length - 1)];
            var reason = Final.Contains(status) ? $"UndeliverableDueToHttp{(System.Net.HttpStatusCode)status}"
                : attempt >= (policy.Number("maxDeliveryAttempts") ?? 30) ? "MaxDeliveryAttemptsExceeded"
                : waited + wait > TimeSpan.FromMinutes(policy.Number("eventTimeToLiveInMinutes") ?? 1440) ? "TimeToLiveExceeded"
                : null;
            if (reason is not null)
            {
                await _deadLetters.KeepAsync(subscription, envelope, reason, attempt, status, stop);
                return;
            }

            waited += wait;
            await _speed.WaitAsync(wait, stop);
        }
    }

    /// <summary>The status that the endpoint answers with; 0 if it does not answer.</summary>
    private async Task<int> AttemptAsync(StoredResource subscription, JsonObject envelope, int attempt, CancellationToken stop)
    {
        if (subscription.Body.Text("properties.destination.properties.endpointUrl") is not { } url) return 0;
        var headers = new Dictionary<string, string>
        {
            ["aeg-event-type"] = "Notification",
            ["aeg-subscription-name"] = subscription.Name.ToUpperInvariant(),
            ["aeg-delivery-count"] = (attempt - 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["aeg-data-version"] = "",
            ["aeg-metadata-version"] = "1",
        };
        try
        {
            var call = new ServiceCall("POST", new Uri(url), headers, new JsonArray(envelope.DeepClone()));
            return (await _calls.SendAsync(call, ResourceId.Parse(subscription.Key).Parent!.Value, null, stop)).Status;
        }
        catch (ServiceCallException)
        {
            // Nobody answers: tried again, and kept as a dead letter in the end.
            return 0;
        }
    }

    private JsonObject Envelope(CloudEvent raised) => new()
    {
        ["topic"] = raised.Source.Value,
        ["subject"] = raised.Subject,
        ["eventType"] = raised.Type,
        ["id"] = Guid.NewGuid().ToString(),
        ["data"] = raised.Data.DeepClone(),
        ["dataVersion"] = "",
        ["metadataVersion"] = "1",
        ["eventTime"] = _cloud.Now.ToString("o"),
    };
}
