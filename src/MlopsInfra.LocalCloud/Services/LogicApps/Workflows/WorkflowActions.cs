using System.Collections.Frozen;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>The action types, and the order in which actions run.</summary>
internal static class WorkflowActions
{
    private static readonly FrozenDictionary<string, ActionHandler> Handlers = new Dictionary<string, ActionHandler>
    {
        ["Response"] = ResponseAction.RunAsync,
        ["Http"] = HttpAction.RunAsync,
        ["Compose"] = DataActions.ComposeAsync,
        ["ParseJson"] = DataActions.ParseJsonAsync,
        ["Select"] = DataActions.SelectAsync,
        ["Query"] = DataActions.QueryAsync,
        ["Join"] = DataActions.JoinAsync,
        ["InitializeVariable"] = VariableActions.InitializeAsync,
        ["SetVariable"] = VariableActions.SetAsync,
        ["AppendToArrayVariable"] = VariableActions.AppendToArrayAsync,
        ["AppendToStringVariable"] = VariableActions.AppendToStringAsync,
        ["IncrementVariable"] = VariableActions.IncrementAsync,
        ["If"] = ControlActions.IfAsync,
        ["Switch"] = ControlActions.SwitchAsync,
        ["Foreach"] = ControlActions.ForeachAsync,
        ["Scope"] = ControlActions.ScopeAsync,
        ["Terminate"] = ControlActions.TerminateAsync,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What Azure has besides. A workflow may use it; a run that comes to it fails and says so.</summary>
    private static readonly FrozenSet<string> NotRun = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ApiConnection", "ApiConnectionWebhook", "ApiManagement", "Batch", "DecrementVariable", "Function", "HttpWebhook",
        "JavaScriptCode", "SendToBatch", "ServiceProvider", "Table",
        "Until", "Wait", "Workflow", "XmlValidation", "Xslt", "FlatFileDecoding", "FlatFileEncoding",
        "IntegrationAccountArtifactLookup", "Liquid", "Expression");

    /// <summary>Whether Azure has actions of this type.</summary>
    public static bool Exists(string type) => Handlers.ContainsKey(type) || NotRun.Contains(type);

    /// <summary>Runs actions, each after those it names in <c>runAfter</c>.</summary>
    /// <returns>What they come to together: failed if what came last did.</returns>
    public static async ValueTask<ActionOutcome> RunAllAsync(WorkflowRun run, JsonObject actions, RunScope scope,
        CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<string, ActionOutcome>(StringComparer.OrdinalIgnoreCase);
        var waiting = actions.Select(action => action.Key).ToList();
        while (waiting.Count > 0 && run.Terminated is null)
        {
            var next = waiting.Find(name => Predecessors(actions, name).All(after => outcomes.ContainsKey(after.Key)))
                ?? throw new InvalidOperationException(
                    $"The actions {string.Join(", ", waiting)} wait for each other; the workflow should have been refused.");
            waiting.Remove(next);
            var action = actions[next]!.AsObject();
            var isReady = Predecessors(actions, next).All(after => Accepts(after.Value, outcomes[after.Key]));
            outcomes[next] = isReady ? await RunAsync(run, next, action, scope, cancellationToken) : ActionOutcome.Skipped;
            run.Record(next, outcomes[next]);
        }

        return Together(actions, outcomes);
    }

    private static async ValueTask<ActionOutcome> RunAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var type = action.Text("type") ?? "";
        if (!Handlers.TryGetValue(type, out var handler))
            return ActionOutcome.Failed("NotSupported", $"The local cloud does not run actions of the type '{type}'.");
        try
        {
            return await handler(run, name, action, scope, cancellationToken);
        }
        catch (ExpressionException exception)
        {
            return ActionOutcome.Failed("InvalidTemplate",
                $"Unable to process template language expressions in action '{name}': '{exception.Message}'.");
        }
    }

    private static JsonObject Predecessors(JsonObject actions, string name) =>
        (actions[name] as JsonObject)?.At("runAfter") as JsonObject ?? [];

    private static bool Accepts(JsonNode? statuses, ActionOutcome outcome) =>
        statuses is JsonArray accepted
            && accepted.Any(status => outcome.Status.Equals(Values.Text(status), StringComparison.OrdinalIgnoreCase));

    // The actions that nothing runs after decide; of one that was skipped, those before it.
    private static ActionOutcome Together(JsonObject actions, Dictionary<string, ActionOutcome> outcomes)
    {
        var inner = actions.SelectMany(action => Predecessors(actions, action.Key).Select(after => after.Key))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var failed =
            outcomes.Keys.Where(name => !inner.Contains(name)).SelectMany(Deciding).FirstOrDefault(outcome => outcome.IsFailure);
        return failed is null
            ? ActionOutcome.Succeeded()
            : ActionOutcome.Failed("ActionFailed", $"An action failed. No dependent actions succeeded. {failed.Message}");

        IEnumerable<ActionOutcome> Deciding(string name) => outcomes[name].Status == ActionOutcome.Left
            ? Predecessors(actions, name).SelectMany(after => Deciding(after.Key))
            : [outcomes[name]];
    }
}
