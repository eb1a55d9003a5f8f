using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Actions on variables.</summary>
internal static class VariableActions
{
    public static ValueTask<ActionOutcome> InitializeAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        foreach (var declared in action.Objects("inputs.variables"))
        {
            run.Variables.Initialize(
                declared.Text("name") ?? throw new ExpressionException("A variable has no name."), declared.Text("type") ?? "",
                Templates.Evaluate(declared.At("value"), scope));
        }

        return ValueTask.FromResult(ActionOutcome.Succeeded());
    }

    public static ValueTask<ActionOutcome> SetAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken) =>
        Change(run, action, scope, (_, value) => value);

    public static ValueTask<ActionOutcome> AppendToArrayAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken) =>
        Change(run, action, scope, (old, value) => Values.Array(Values.Array(old ?? new JsonArray()).Append(value)));

    public static ValueTask<ActionOutcome> AppendToStringAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken) =>
        Change(run, action, scope, (old, value) => Values.Text(old) + Values.Text(value));

    public static ValueTask<ActionOutcome> IncrementAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken) =>
        Change(run, action, scope,
            (old, value) => Values.Number(Values.Number(old) + (value is null ? 1 : Values.Number(value))));

    private static ValueTask<ActionOutcome> Change(WorkflowRun run, JsonObject action, RunScope scope,
        Func<JsonNode?, JsonNode?, JsonNode?> change)
    {
        var inputs = Templates.Evaluate(action.At("inputs"), scope) as JsonObject ?? [];
        var variable = inputs.Text("name") ?? throw new ExpressionException("The action names no variable.");
        run.Variables.Set(variable, change(run.Variables.Get(variable), inputs.At("value")));
        return ValueTask.FromResult(ActionOutcome.Succeeded(inputs));
    }
}
