using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.LogicApps;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>
/// Event subscriptions, of system topics or right below the resource that raises the events: the destination answers the
/// handshake, the dead letter container exists, the topic's identity may write there.
/// </summary>
internal sealed class EventSubscriptionResource(ResourceType type) : AzureResource(type)
{
    /// <summary>The ARM type of those of system topics.</summary>
    public const string OfTopics = SystemTopicResource.TypeName + "/eventSubscriptions";

    /// <summary>The ARM type of those right below a resource.</summary>
    public const string OfScopes = "Microsoft.EventGrid/eventSubscriptions";

    private const string Account = "Microsoft.Storage/storageAccounts";

    private static readonly NamingRule QueueNaming = new("[a-z0-9](?:-?[a-z0-9])*", 3, 63, "InvalidRequest",
        "The queue name '{0}' is invalid. It must be 3 to 63 lower-case letters, digits and single hyphens, and begin and end "
            + "with a letter or digit.");

    public override NamingRule Naming { get; init; } = new("[A-Za-z0-9-]+", 3, 64, "InvalidRequest",
        "Event subscription name '{0}' is invalid. It must be 3 to 64 letters, digits and hyphens.");

    public override bool PatchesProperties { get; init; } = true;

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new("properties.deadLetterDestination.properties.resourceId", Arm.References.Missing, Account),
        new("properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.resourceId", Arm.References.Missing,
            Account),
    ];

    public override void CheckPut(PutContext put)
    {
        CheckRetry(put);
        var destination = put.Body.At("properties.destination") as JsonObject
            ?? put.Body.At("properties.deliveryWithResourceIdentity.destination") as JsonObject
            ?? throw Invalid("The destination of the event subscription is required.", "properties.destination");
        EventFilterCheck.Check(put, SourceOf(put));
        if ("StorageQueue".Equals(destination.Text("endpointType"), StringComparison.OrdinalIgnoreCase))
            CheckQueue(put, destination);
        if ("WebHook".Equals(destination.Text("endpointType"), StringComparison.OrdinalIgnoreCase))
            CheckWebhook(put, destination);
        CheckDeadLetter(put, put.Body.At("properties.deadLetterDestination") as JsonObject, byIdentity: false);
        CheckDeadLetter(put, put.Body.At("properties.deadLetterWithResourceIdentity.deadLetterDestination") as JsonObject,
            byIdentity: true);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.topic", SourceOf(put));
        if (put.Body.Text("properties.destination.properties.endpointUrl") is { } url
            && Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            computed.Set("properties.destination.properties.endpointBaseUrl", uri.GetLeftPart(UriPartial.Path));
        }

        if (put.Body.At("properties.retryPolicy") is null)
            computed.Set("properties.retryPolicy",
                new JsonObject { ["maxDeliveryAttempts"] = 30, ["eventTimeToLiveInMinutes"] = 1440 });
        if (put.Body.Text("properties.eventDeliverySchema") is null)
            computed.Set("properties.eventDeliverySchema", "EventGridSchema");
    }

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = post.Is("getFullUrl")
            ? new JsonObject { ["endpointUrl"] = post.Existing.Body.Text("properties.destination.properties.endpointUrl") }
            : null;
        return answer is not null;
    }

    /// <summary>What raises the events: what the topic is of, or else what the subscription stands below.</summary>
    private static string? SourceOf(PutContext put) => put.Id.Parent!.Type == SystemTopicResource.TypeName
        ? put.Cloud.Find(put.Id.Parent.Value)?.Body.Text("properties.source")
        : put.Id.Parent.Value;

    private static void CheckQueue(PutContext put, JsonObject destination)
    {
        // Queues themselves are not known here; their account is.
        var (account, queue) = (destination.Text("properties.resourceId"), destination.Text("properties.queueName") ?? "");
        if (!ResourceId.TryParse(account, out var id) || id.Type != Account || put.Cloud.Find(account) is null)
            throw Invalid($"The storage account '{account}' of the queue '{queue}' does not exist.", "properties.destination");
        if (!QueueNaming.Allows(queue))
            throw Invalid(QueueNaming.Explain(queue), "properties.destination.properties.queueName");
    }

    private static void CheckWebhook(PutContext put, JsonObject destination)
    {
        var url = destination.Text("properties.endpointUrl");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            throw Invalid("The webhook's endpointUrl must be an absolute https URL.",
                "properties.destination.properties.endpointUrl");
        // Nothing is written, and nothing answers, where the destination stays the same.
        if (url == put.Existing?.Body.Text("properties.destination.properties.endpointUrl")) return;
        if (put.Body.Text("properties.eventDeliverySchema") is "CloudEventSchemaV1_0")
        {
            throw new ArmException(400, "Url validation",
                $"Webhook validation handshake failed for {uri.GetLeftPart(UriPartial.Path)}. With CloudEventSchemaV1_0 it is an "
                    + "HTTP OPTIONS request, which a workflow's request trigger does not answer.", "properties.destination");
        }

        var answer = Webhooks.Validate(put.Cloud, uri, put.Id);
        if (!answer.IsValidated)
        {
            throw new ArmException(400, "Url validation",
                $"Webhook validation handshake failed for {uri.GetLeftPart(UriPartial.Path)}. {answer.Reason} For "
                    + "troubleshooting, visit https://aka.ms/esvalidation.", "properties.destination");
        }
    }

    private static void CheckDeadLetter(PutContext put, JsonObject? destination, bool byIdentity)
    {
        if (destination?.Text("properties.resourceId") is not { } account) return;
        var container = destination.Text("properties.blobContainerName")
            ?? throw Invalid("The blobContainerName of the dead letter destination is required.",
                "properties.deadLetterDestination");
        if (put.Cloud.Store.Find($"{account}/blobServices/default/containers/{container}") is null)
            throw Invalid($"The dead letter container '{container}' does not exist in '{account}'.",
                "properties.deadLetterDestination");
        if (!byIdentity) return;
        var topic = put.Cloud.Find(put.Id.Parent!.Value);
        var assigned = put.Body.Text("properties.deadLetterWithResourceIdentity.identity.userAssignedIdentity");
        var principal =
            assigned is not null ? Principals.OfIdentity(put.Cloud, assigned) : topic?.Computed.Text("identity.principalId");
        if (principal is null)
            throw Invalid("The topic has no identity to write dead letters with.",
                "properties.deadLetterWithResourceIdentity.identity");
        if (!put.Cloud.Access.IsAllowed(principal, ResourceId.Parse(account),
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", isDataAction: true)
            && !put.Cloud.Access.IsAllowed(principal, ResourceId.Parse($"{account}/blobServices/default/containers/{container}"),
                "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", isDataAction: true))
        {
            throw Invalid(
                $"The identity '{principal}' lacks the role Storage Blob Data Contributor over '{account}' that dead-lettering "
                    + "needs.", "properties.deadLetterWithResourceIdentity");
        }
    }

    private static void CheckRetry(PutContext put)
    {
        if (put.Body.Number("properties.retryPolicy.maxDeliveryAttempts") is < 1 or > 30)
            throw Invalid("maxDeliveryAttempts must be between 1 and 30.", "properties.retryPolicy.maxDeliveryAttempts");
        if (put.Body.Number("properties.retryPolicy.eventTimeToLiveInMinutes") is < 1 or > 1440)
            throw Invalid("eventTimeToLiveInMinutes must be between 1 and 1440.",
                "properties.retryPolicy.eventTimeToLiveInMinutes");
    }

    private static ArmException Invalid(string message, string target) => new(400, "InvalidRequest", message, target);
}
