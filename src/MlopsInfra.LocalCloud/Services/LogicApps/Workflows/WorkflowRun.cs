using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>
/// One run of a workflow: trigger, actions in the order of <c>runAfter</c> (one at a time, where Azure runs what is independent
/// side by side), and the answer to who started it.
/// </summary>
internal sealed class WorkflowRun
{
    private readonly ConcurrentDictionary<string, ActionOutcome> _outcomes = new(StringComparer.OrdinalIgnoreCase);
    private readonly TaskCompletionSource<WorkflowResponse> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="source">The workflow.</param>
    /// <param name="trigger">The request trigger that was called.</param>
    /// <param name="triggerOutputs">What it was called with: <c>headers</c>, <c>queries</c>, <c>body</c>.</param>
    /// <param name="http">Makes the calls of HTTP actions.</param>
    /// <param name="speed">The clock, and how much faster than Azure it waits.</param>
    public WorkflowRun(WorkflowSource source, string trigger, JsonObject triggerOutputs, IWorkflowHttp http, PlaySpeed speed)
    {
        (Source, Trigger, TriggerOutputs, Http, Speed) = (source, trigger, triggerOutputs, http, speed);
        StartedAt = Time.GetUtcNow();
    }

    public WorkflowSource Source { get; }

    /// <summary>Its name in the history.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N").ToUpperInvariant();

    public string Trigger { get; }

    public JsonObject TriggerOutputs { get; }

    public IWorkflowHttp Http { get; }

    public PlaySpeed Speed { get; }

    public TimeProvider Time => Speed.Time;

    public WorkflowVariables Variables { get; } = new();

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary><c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Cancelled</c>.</summary>
    public string Status { get; private set; } = "Running";

    /// <summary>Why it failed: the first action that did.</summary>
    public (string Code, string Message)? Error { get; private set; }

    /// <summary>Set by the action Terminate: nothing more is run.</summary>
    public ActionOutcome? Terminated { get; set; }

    /// <summary>The answer; completes at the latest when the run ends.</summary>
    public Task<WorkflowResponse> Response => _response.Task;

    /// <summary>What became of the actions so far.</summary>
    public IReadOnlyDictionary<string, ActionOutcome> Outcomes => _outcomes;

    /// <summary>What became of an action; null if it has not been run.</summary>
    public ActionOutcome? Outcome(string action) => _outcomes.GetValueOrDefault(action);

    /// <summary>Remembers what became of an action.</summary>
    public void Record(string action, ActionOutcome outcome)
    {
        _outcomes[action] = outcome;
        if (outcome.IsFailure) Error ??= (outcome.Code ?? "ActionFailed", $"The action '{action}' failed: {outcome.Message}");
    }

    /// <summary>Answers the caller.</summary>
    /// <returns>False if the caller has an answer already.</returns>
    public bool Answer(WorkflowResponse response) => _response.TrySetResult(response);

    /// <summary>Runs it to its end. A failure is a result, not an exception.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        // Without an action that could answer, the caller isn't kept waiting.
        if (!HasResponse(Source.Actions)) Answer(new WorkflowResponse(202, new Dictionary<string, string>(), null));
        try
        {
            var outcome = await WorkflowActions.RunAllAsync(this, Source.Actions, new RunScope(this, []), cancellationToken);
            Status = (Terminated ?? outcome).Status;
            if (Status == ActionOutcome.Ok) Error = null;
            else if (Terminated is { } end) Error = (end.Code ?? "Terminated", end.Message ?? "The workflow was terminated.");
        }
        catch (OperationCanceledException)
        {
            Status = "Cancelled";
        }
        finally
        {
            EndedAt = Time.GetUtcNow();
            Answer(new WorkflowResponse(502, new Dictionary<string, string>(), new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = "NoResponse",
                    ["message"] =
                        $"The run '{Name}' of the workflow '{Source.Name}' ended without an answer. {Error?.Message}".TrimEnd() },
            }));
        }
    }

    /// <summary>Runs it to its end at once, for callers that can't wait.</summary>
    /// <returns>Its answer.</returns>
    /// <exception cref="InvalidOperationException">Something in it waits.</exception>
    public WorkflowResponse RunWithoutWaiting()
    {
        var execution = ExecuteAsync(CancellationToken.None);
        if (!execution.IsCompleted)
            throw new InvalidOperationException(
                $"The run '{Name}' of the workflow '{Source.Name}' waits for something, where nothing may be waited for.");
        execution.GetAwaiter().GetResult();
        return Response.GetAwaiter().GetResult();
    }

    private static bool HasResponse(JsonNode? node) => node switch
    {
        JsonObject json => "Response".Equals(json["type"] is JsonValue type && type.TryGetValue(out string? text) ? text : null,
            StringComparison.OrdinalIgnoreCase) || json.Any(member => HasResponse(member.Value)),
        JsonArray items => items.Any(HasResponse),
        _ => false,
    };
}
