using System.Collections.Concurrent;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What was written over REST since the server started, for the activity log of a subscription.</summary>
/// <param name="cloud">The clock, and whom a request without a name is from.</param>
internal sealed class ActivityLog(CloudContext cloud)
{
    private const int Kept = 20_000;

    private readonly ConcurrentQueue<ActivityEvent> _events = new();

    /// <summary>The last 20,000, in order of time.</summary>
    public IEnumerable<ActivityEvent> Events => _events;

    /// <summary>Writes a request down, if it is one that writes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="refusal">Why it was refused; null if it was answered.</param>
    public void Add(ArmRequest request, ArmException? refusal)
    {
        if (request.Target.Id is not { } id || OperationOf(request) is not { } operation) return;
        // What changed nothing is no event; a refusal is one.
        if (refusal is null && !request.Rest.Changed && request.Target.Kind != TargetKind.Action) return;
        var response = request.Rest.Http.Response;
        _events.Enqueue(new ActivityEvent(cloud.Now, Guid.NewGuid(), cloud.Spell(id), operation,
            request.Principal ?? cloud.Options.DeployerObjectId, request.Rest.Method,
            request.Rest.Absolute(request.Rest.Info.Path + request.Rest.Info.Query),
            response.Headers["x-ms-correlation-request-id"].ToString(), refusal?.Status ?? response.StatusCode, refusal?.Code));
        while (_events.Count > Kept) _events.TryDequeue(out _);
    }

    private static string? OperationOf(ArmRequest request) => (request.Rest.Method, request.Target.Kind) switch
    {
        ("PUT" or "PATCH", TargetKind.Resource) => $"{request.Target.Type}/write",
        ("DELETE", TargetKind.Resource) => $"{request.Target.Type}/delete",
        ("POST", TargetKind.Action) => $"{request.Target.Type}/{request.Target.Action}/action",
        _ => null,
    };
}
