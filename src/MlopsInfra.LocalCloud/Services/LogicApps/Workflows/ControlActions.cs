using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Actions that decide which other actions run.</summary>
internal static class ControlActions
{
    public static async ValueTask<ActionOutcome> IfAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var holds = Conditions.Holds(action.At("expression"), scope);
        return await RunAsync(run, action.At(holds ? "actions" : "else.actions"), scope, cancellationToken,
            new JsonObject { ["expressionResult"] = holds });
    }

    public static ValueTask<ActionOutcome> SwitchAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var value = Templates.Evaluate(action.At("expression"), scope);
        var chosen = (action.At("cases") as JsonObject ?? []).Select(branch => branch.Value).OfType<JsonObject>()
            .FirstOrDefault(branch => Values.AreEqual(branch.At("case"), value));
        return RunAsync(run, chosen is null ? action.At("default.actions") : chosen.At("actions"), scope, cancellationToken);
    }

    public static async ValueTask<ActionOutcome> ForeachAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        ActionOutcome? failed = null;
        foreach (var item in Values.Array(Templates.Evaluate(action.At("foreach"), scope)))
        {
            var outcome = await RunAsync(run, action.At("actions"), scope.With(name, item), cancellationToken);
            if (outcome.IsFailure) failed ??= outcome;
            if (run.Terminated is not null) break;
        }

        return failed ?? ActionOutcome.Succeeded();
    }

    public static ValueTask<ActionOutcome> ScopeAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken) =>
        RunAsync(run, action.At("actions"), scope, cancellationToken);

    public static ValueTask<ActionOutcome> TerminateAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var inputs = Templates.Evaluate(action.At("inputs"), scope) as JsonObject ?? [];
        var status = inputs.Text("runStatus") ?? throw new ExpressionException("The action says no runStatus.");
        if (status is not ("Succeeded" or "Failed" or "Cancelled"))
            throw new ExpressionException($"The runStatus '{status}' is none of Succeeded, Failed, Cancelled.");
        run.Terminated = new ActionOutcome(status, null, inputs.Text("runError.code"), inputs.Text("runError.message"));
        return ValueTask.FromResult(ActionOutcome.Succeeded());
    }

    private static async ValueTask<ActionOutcome> RunAsync(WorkflowRun run, JsonNode? actions, RunScope scope,
        CancellationToken cancellationToken, JsonNode? outputs = null)
    {
        var outcome = await WorkflowActions.RunAllAsync(run, actions as JsonObject ?? [], scope, cancellationToken);
        return outcome with { Outputs = outputs };
    }
}
