using System.Text.Json;

namespace MlopsInfra.Policies;

/// <summary>Event Grid and Logic Apps.</summary>
internal static class EventRules
{
    private const string SystemTopic = "azure-native:eventgrid:SystemTopic";
    private const string Subscription = "azure-native:eventgrid:SystemTopicEventSubscription";
    private const string Workflow = "azure-native:logic:Workflow";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("topic-identity", SystemTopic, "identity.type", Requirements.Contains("Assigned"), "CKV_AZURE_191",
            "Azure.EventGrid.ManagedIdentity"),
        new("topic-logs", SystemTopic, "id", Requirements.LogsSent()),
        new("subscription-identity", Subscription, "deliveryWithResourceIdentity", Requirements.Set,
            "Azure.EventGrid.ManagedIdentity"),
        new("subscription-dead-letter", Subscription, "deadLetterWithResourceIdentity.identity.type",
            Requirements.Contains("Assigned")),
        new("subscription-tls", Subscription, "destination.minimumTlsVersionAllowed", Requirements.OneOf("1.2")),
        new("workflow-identity", Workflow, "identity.type", Requirements.OneOf("UserAssigned")),
        new("workflow-callers", Workflow, "accessControl.triggers.allowedCallerIpAddresses", Requirements.Set,
            "Azure.LogicApp.LimitHTTPTrigger"),
        new("workflow-secure-data", Workflow, "definition", HidesWhatItCallsWith()),
        new("workflow-logs", Workflow, "id", Requirements.LogsSent()),
    ];

    // What such an action sends and gets would stand in the history of runs, for everyone who may read the Logic App.
    private static Requirement HidesWhatItCallsWith() => Requirement.OfValue(
        "hide inputs and outputs (secureData) of actions that sign in",
        definition => definition.Value is { } value && Actions(value).Where(SignsIn).All(action =>
            InputPath.Find(action, "runtimeConfiguration.secureData.properties")[0].Texts.ToHashSet()
                .IsSupersetOf(["inputs", "outputs"])));

    private static bool SignsIn(JsonElement action) => !InputPath.Find(action, "inputs.authentication")[0].IsMissing;

    private static IEnumerable<JsonElement> Actions(JsonElement value) => value.ValueKind is not JsonValueKind.Object
        ? []
        : value.EnumerateObject().SelectMany(member => member.Name == "actions" && member.Value.ValueKind is JsonValueKind.Object
            ? member.Value.EnumerateObject().SelectMany(action => Actions(action.Value).Prepend(action.Value))
            : Actions(member.Value));
}
