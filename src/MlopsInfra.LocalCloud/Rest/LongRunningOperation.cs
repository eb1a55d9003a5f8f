using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>A PUT, DELETE or POST that goes on after its answer.</summary>
internal sealed class LongRunningOperation
{
    // A client that never comes back to poll must not hold a resource for ever.
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly (string Code, string Message)? _error;
    private int _pollsLeft;

    public LongRunningOperation(string name, ResourceId resource, string state, int polls, (string Code, string Message)? error,
        TimeProvider time)
    {
        Name = name;
        Resource = resource;
        State = state;
        _error = error;
        _pollsLeft = polls;
        _time = time;
        Started = time.GetUtcNow();
    }

    public string Name { get; }

    public ResourceId Resource { get; }

    /// <summary>What the resource says of itself while it runs: Creating, Updating, Deleting.</summary>
    public string State { get; }

    /// <summary>What went wrong; null for nothing, and as long as it runs.</summary>
    public (string Code, string Message)? Error => _error ?? (Work is { IsCompletedSuccessfully: true } ? Work.Result : null);

    /// <summary>
    /// What is really done: it runs until this has ended, with what went wrong. Null where it is only played.
    /// </summary>
    public Task<(string Code, string Message)?>? Work { get; init; }

    public DateTimeOffset Started { get; }

    /// <summary>The result of a POST; null for others.</summary>
    public JsonNode? Result { get; init; }

    public bool IsRunning => Work is { IsCompleted: false }
        || (Volatile.Read(ref _pollsLeft) > 0 && _time.GetUtcNow() - Started < Forgotten);

    /// <summary>One look at it: true while it runs.</summary>
    public bool PollRunning()
    {
        var running = IsRunning;
        if (running && Volatile.Read(ref _pollsLeft) > 0) Interlocked.Decrement(ref _pollsLeft);
        return running;
    }

    /// <summary>The status document of <c>Azure-AsyncOperation</c>.</summary>
    public JsonObject ToStatus(string id, bool running)
    {
        var status = new JsonObject
        {
            ["id"] = id,
            ["name"] = Name,
            ["status"] = running ? "InProgress" : Error is null ? "Succeeded" : "Failed",
            ["startTime"] = Started.ToString("O"),
        };
        if (!running) status["endTime"] = _time.GetUtcNow().ToString("O");
        if (!running && Error is { } error)
            status["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        return status;
    }
}
