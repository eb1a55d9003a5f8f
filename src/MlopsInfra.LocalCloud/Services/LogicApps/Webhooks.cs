using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>
/// Who answers Event Grid's validation handshake. Nothing outside of this machine is ever called: a webhook is a Logic App of
/// this cloud, and that is really run until it answers.
/// </summary>
internal static class Webhooks
{
    /// <summary>Whether a webhook answers the handshake, and if not, why.</summary>
    public static (bool IsValidated, string Reason) Validate(CloudContext cloud, Uri url, ResourceId subscription)
    {
        if (LogicUrls.Find(cloud, url) is not { } found)
            return (false, "The endpoint could not be reached (it is no Logic App of this cloud).");
        var (workflow, trigger) = found;
        if (!LogicUrls.IsSigned(workflow, trigger, url))
            return (false, $"The workflow '{workflow.Name}' answers 401: the signature in the address is not its own.");
        if (workflow.Body.Text("properties.state") is "Disabled") return (false, $"The workflow '{workflow.Name}' is disabled.");
        var code = MadeUpIds.From("validation", subscription.Value);
        return Check(workflow.Name, Answer(cloud, workflow, trigger, Handshake(subscription, code)), code);
    }

    private static (bool, string) Check(string workflow, WorkflowResponse answer, string code)
    {
        if (answer.Status == 202)
            return (false,
                $"The workflow '{workflow}' answers 202, which does not count: no Response action gave the validationCode back.");
        if (answer.Status != 200)
            return (false, $"The workflow '{workflow}' answers {answer.Status}: {Values.Text(answer.Body)}");
        return (answer.Body as JsonObject)?.Text("validationResponse") is { } given && given == code
            ? (true, "")
            : (false,
                $"The workflow '{workflow}' answers 200, but not with the validationCode as 'validationResponse': "
                    + $"{Values.Text(answer.Body)}");
    }

    // Calls are refused at once, so that nothing in this run waits: the store is held meanwhile.
    private static WorkflowResponse Answer(CloudContext cloud, StoredResource workflow, string trigger, JsonArray events)
    {
        var outputs = new JsonObject
        {
            ["headers"] = new JsonObject { ["aeg-event-type"] = "SubscriptionValidation",
                ["Content-Type"] = "application/json; charset=utf-8" },
            ["queries"] = new JsonObject(),
            ["body"] = events,
        };
        var speed = new PlaySpeed(cloud.Options.Time, 1);
        return new WorkflowRun(WorkflowSource.Of(workflow), trigger, outputs, new NoWorkflowHttp(), speed).RunWithoutWaiting();
    }

    private static JsonArray Handshake(ResourceId subscription, string code) => new(new JsonObject
    {
        ["id"] = MadeUpIds.From("event", subscription.Value),
        ["topic"] = subscription.Parent?.Value,
        ["subject"] = "",
        ["eventType"] = "Microsoft.EventGrid.SubscriptionValidationEvent",
        ["data"] = new JsonObject { ["validationCode"] = code },
        ["dataVersion"] = "1",
        ["metadataVersion"] = "1",
    });
}
