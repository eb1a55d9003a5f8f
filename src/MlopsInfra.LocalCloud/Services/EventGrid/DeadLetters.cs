using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>
/// Keeps what could not be delivered, as a blob, where the subscription has a place for it; otherwise it is dropped, as in Azure.
/// </summary>
internal sealed class DeadLetters(CloudContext cloud, ServerCalls calls)
{
    /// <summary>Keeps an event.</summary>
    /// <exception cref="InvalidOperationException">The container refuses it: the identity has lost its role.</exception>
    public async Task KeepAsync(StoredResource subscription, JsonObject envelope, string reason, int attempts, int status,
        CancellationToken cancellationToken)
    {
        var byIdentity = subscription.Body.At("properties.deadLetterWithResourceIdentity") as JsonObject;
        var destination =
            (byIdentity?.At("deadLetterDestination") ?? subscription.Body.At("properties.deadLetterDestination")) as JsonObject;
        if (destination?.Text("properties.resourceId") is not { } account
            || destination.Text("properties.blobContainerName") is not { } container) return;
        var now = cloud.Now;
        var topic = ResourceId.Parse(subscription.Key).Parent!;
        var uri = new Uri(string.Create(
            CultureInfo.InvariantCulture,
            $"https://{ResourceId.Parse(account).Name}{AzureHosts.BlobSuffix}/{container}/{topic.Name}/{subscription.Name}"
                + $"/{now.Year}/{now.Month}/{now.Day}/{now.Hour}/{Guid.NewGuid()}.json"));
        var headers = new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob", ["x-ms-version"] = "2023-11-03",
            ["x-ms-blob-content-type"] = "application/json" };
        var call = new ServiceCall("PUT", uri, headers, new JsonArray(Letter(envelope, reason, attempts, status, now)));
        // Without an identity Event Grid writes by itself.
        var principal = byIdentity is null ? null : Principal(byIdentity, topic);
        var answer = await calls.SendAsync(call, topic.Value, (principal, Audiences.Storage), cancellationToken);
        if (answer.Status != 201)
            throw new InvalidOperationException(
                $"The dead letter of '{subscription.Key}' could not be written to {uri.GetLeftPart(UriPartial.Path)}: "
                    + $"{answer.Status} {answer.Body?.ToJsonString()}");
    }

    private string Principal(JsonObject byIdentity, ResourceId topic) =>
        (byIdentity.Text("identity.userAssignedIdentity") is { } assigned
            ? Principals.OfIdentity(cloud, assigned) : cloud.Find(topic.Value)?.Computed.Text("identity.principalId"))
        ?? throw new InvalidOperationException($"The topic '{topic}' has no identity any more to write dead letters with.");

    private static JsonObject Letter(JsonObject envelope, string reason, int attempts, int status, DateTimeOffset now)
    {
        var letter = envelope.DeepClone().AsObject();
        letter["deadLetterReason"] = reason;
        letter["deliveryAttempts"] = attempts;
        letter["lastDeliveryOutcome"] = status == 0 ? "GenericError"
            : Enum.IsDefined((HttpStatusCode)status) ? ((HttpStatusCode)status).ToString() : "GenericError";
        letter["publishTime"] = envelope["eventTime"]!.DeepClone();
        letter["lastDeliveryAttemptTime"] = now.ToString("o");
        return letter;
    }
}
