using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Answers who called the workflow's trigger.</summary>
internal static class ResponseAction
{
    public static ValueTask<ActionOutcome> RunAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var inputs = Templates.Evaluate(action.At("inputs"), scope) as JsonObject ?? [];
        var status = inputs.At("statusCode") is { } code
            ? int.TryParse(Values.Text(code), out var number) && number is >= 100 and < 600
                ? number : throw new ExpressionException($"The statusCode '{Values.Text(code)}' is none.") : 200;
        var headers = (inputs.At("headers") as JsonObject ?? []).ToDictionary(header => header.Key,
            header => Values.Text(header.Value), StringComparer.OrdinalIgnoreCase);
        var answered = run.Answer(new WorkflowResponse(status, headers, Values.Copy(inputs.At("body"))));
        return ValueTask.FromResult(answered
            ? ActionOutcome.Succeeded(inputs)
            : ActionOutcome.Failed("ActionResponseFailed",
                $"The action '{name}' can't answer: the caller has an answer already."));
    }
}
