using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>One call that is served.</summary>
/// <param name="Action">What who calls has to be allowed.</param>
/// <param name="Run">Carries it out; the answer's body, or null where the answer is written already.</param>
internal sealed record TrackingRoute(string Action, Func<TrackingCall, Task<JsonObject?>> Run)
{
    /// <summary>A call that reads or changes the state and nothing else: it holds the state meanwhile.</summary>
    public static TrackingRoute OfState(string action, Func<TrackingCall, JsonObject> run) => new(action, call =>
    {
        lock (call.State.Lock) return Task.FromResult<JsonObject?>(run(call));
    });
}
