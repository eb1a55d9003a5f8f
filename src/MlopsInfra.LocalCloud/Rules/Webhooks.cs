using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Validation;

namespace MlopsInfra.LocalCloud.Rules;

/// <summary>
/// Who answers Event Grid's validation handshake. Nothing outside of this machine is ever called: a webhook is either a Logic App of
/// this cloud, or one that <see cref="CloudEvents.Webhook"/> answers for.
/// </summary>
internal static class Webhooks
{
    private const string Workflows = "Microsoft.Logic/workflows";

    /// <summary>Whether a webhook answers the handshake, and if not, why.</summary>
    public static (bool IsValidated, string Reason) Validate(CloudContext cloud, Uri url, ResourceId subscription)
    {
        var code = Guids.From("validation", subscription.Value);
        if (cloud.Events.Webhook?.Invoke(url, Handshake(subscription, code)) is { } answer)
            return answer.Text("validationResponse") == code ? (true, "") : (false, "The endpoint answered, but not with the validation code.");
        if (cloud.Store.OfType(Workflows).FirstOrDefault(workflow => LogicUrls.IsTriggerOf(workflow, url)) is not { } found)
            return (false, "The endpoint could not be reached (it is no Logic App of this cloud).");
        if (found.Body.Text("properties.state") is "Disabled") return (false, $"The workflow '{found.Name}' is disabled.");
        return AnswersHandshake(found)
            ? (true, "")
            : (false, $"The workflow '{found.Name}' has no Response action that answers the event '{HandshakeType}' with its validationCode: the endpoint answers 202, which does not count.");
    }

    private const string HandshakeType = "Microsoft.EventGrid.SubscriptionValidationEvent";

    private static JsonArray Handshake(ResourceId subscription, string code) => new(new JsonObject
    {
        ["id"] = Guids.From("event", subscription.Value),
        ["topic"] = subscription.Parent?.Value,
        ["subject"] = "",
        ["eventType"] = HandshakeType,
        ["data"] = new JsonObject { ["validationCode"] = code },
        ["dataVersion"] = "1",
        ["metadataVersion"] = "1",
    });

    /// <summary>Whether some Response action gives back the code (read from the definition, the workflow is not run).</summary>
    private static bool AnswersHandshake(StoredResource workflow) =>
        workflow.Body.At("properties.definition") is JsonObject definition && Responses(definition).Any(response =>
            response.At("inputs.body") is { } body
            && body.ToJsonString() is var text
            && text.Contains("validationResponse", StringComparison.Ordinal)
            && text.Contains("validationCode", StringComparison.Ordinal));

    private static IEnumerable<JsonObject> Responses(JsonNode? node)
    {
        if (node is JsonArray list) return list.SelectMany(Responses);
        if (node is not JsonObject json) return [];
        var inside = json.SelectMany(pair => Responses(pair.Value));
        return "Response".Equals(json.Text("type"), StringComparison.OrdinalIgnoreCase) ? inside.Append(json) : inside;
    }
}
