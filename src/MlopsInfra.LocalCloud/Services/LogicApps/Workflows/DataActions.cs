using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Actions that make values from values.</summary>
internal static class DataActions
{
    public static ValueTask<ActionOutcome> ComposeAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken) =>
        Done(Templates.Evaluate(action.At("inputs"), scope));

    // The schema only helps designers to offer tokens; Azure holds the content against it, the local cloud does not.
    public static ValueTask<ActionOutcome> ParseJsonAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var content = Templates.Evaluate(action.At("inputs.content"), scope);
        if (content is not JsonValue text || !text.TryGetValue(out string? json)) return Done(Body(content));
        try
        {
            return Done(Body(StrictJson.Parse(json)));
        }
        catch (JsonException exception)
        {
            throw new ExpressionException($"The content is no JSON: {exception.Message}");
        }
    }

    public static ValueTask<ActionOutcome> SelectAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var from = Values.Array(Templates.Evaluate(action.At("inputs.from"), scope));
        return Done(Body(Values.Array(from.Select(item => Templates.Evaluate(action.At("inputs.select"),
            scope.With(name, item))))));
    }

    public static ValueTask<ActionOutcome> QueryAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var from = Values.Array(Templates.Evaluate(action.At("inputs.from"), scope));
        return Done(Body(Values.Array(from.Where(item => Conditions.Holds(action.At("inputs.where"), scope.With(name, item))))));
    }

    public static ValueTask<ActionOutcome> JoinAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var from = Values.Array(Templates.Evaluate(action.At("inputs.from"), scope));
        return Done(Body(string.Join(Values.Text(Templates.Evaluate(action.At("inputs.joinWith"), scope)),
            from.Select(Values.Text))));
    }

    private static JsonObject Body(JsonNode? value) => new() { ["body"] = Values.Copy(value) };

    private static ValueTask<ActionOutcome> Done(JsonNode? outputs) =>
        ValueTask.FromResult(ActionOutcome.Succeeded(Values.Copy(outputs)));
}
