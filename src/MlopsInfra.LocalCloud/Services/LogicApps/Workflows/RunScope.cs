using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>What the expressions of a run see; inside of loops also their items.</summary>
/// <param name="run">The run.</param>
/// <param name="loops">The items of the loops around, by the loop's name; the innermost one last.</param>
internal sealed class RunScope(WorkflowRun run, ImmutableList<(string Loop, JsonNode? Item)> loops) : IExpressionScope
{
    /// <summary>The scope inside of a loop.</summary>
    public RunScope With(string loop, JsonNode? item) => new(run, loops.Add((loop, item)));

    /// <inheritdoc/>
    public bool TryCall(string function, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        value = null;
        switch (function, arguments.Count)
        {
            case ("trigger", 0):
                value = new JsonObject { ["name"] = run.Trigger, ["status"] = ActionOutcome.Ok,
                    ["outputs"] = Values.Copy(run.TriggerOutputs) };
                return true;
            case ("triggeroutputs", 0):
                value = run.TriggerOutputs;
                return true;
            case ("triggerbody", 0):
                value = run.TriggerOutputs["body"];
                return true;
            case ("outputs", 1):
                value = Outcome(arguments[0]).Outputs;
                return true;
            case ("body", 1):
                value = Outcome(arguments[0]).Outputs is JsonObject outputs ? outputs["body"] : null;
                return true;
            case ("actions", 1):
                var outcome = Outcome(arguments[0]);
                value = new JsonObject { ["name"] = Values.Text(arguments[0]), ["status"] = outcome.Status,
                    ["code"] = outcome.Code, ["outputs"] = Values.Copy(outcome.Outputs) };
                return true;
            case ("parameters", 1):
                value = Parameter(Values.String(arguments[0]));
                return true;
            case ("variables", 1):
                value = run.Variables.Get(Values.String(arguments[0]));
                return true;
            case ("item", 0):
                value = loops.Count > 0 ? loops[^1].Item : throw new ExpressionException("'item()' is used outside of a loop.");
                return true;
            case ("items", 1):
                value = Item(Values.String(arguments[0]));
                return true;
            case ("workflow", 0):
                value = Workflow();
                return true;
            case ("utcnow", 0):
                value = run.Time.GetUtcNow().UtcDateTime.ToString("o");
                return true;
            case ("guid", 0):
                value = Guid.NewGuid().ToString();
                return true;
            default:
                return false;
        }
    }

    private ActionOutcome Outcome(JsonNode? name) => run.Outcome(Values.String(name))
        ?? throw new ExpressionException(
            $"The action '{Values.Text(name)}' has not been run: it has to be on the path of 'runAfter'.");

    private JsonNode? Parameter(string name) =>
        run.Source.Parameters.TryGetValue(name, out var value)
            ? value : throw new ExpressionException($"The workflow parameter '{name}' has no value.");

    private JsonNode? Item(string loop) =>
        loops.FindLast(each => each.Loop.Equals(loop, StringComparison.OrdinalIgnoreCase)) is { Loop: not null } found
            ? found.Item : throw new ExpressionException($"'items('{loop}')' is used outside of the loop '{loop}'.");

    private JsonObject Workflow() => new()
    {
        ["id"] = run.Source.Id,
        ["name"] = run.Source.Name,
        ["type"] = WorkflowResource.TypeName,
        ["location"] = run.Source.Location,
        ["run"] = new JsonObject { ["id"] = $"{run.Source.Id}/runs/{run.Name}", ["name"] = run.Name,
            ["type"] = $"{WorkflowResource.TypeName}/runs" },
    };
}
