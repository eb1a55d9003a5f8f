using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>
/// What run history says of runs: Microsoft's client follows a job, lists its steps and finds its outputs by it.
/// </summary>
internal sealed class HistoryRunRoutes(IResourceManager resources, JobRuns jobs, HistoryRunJson json, RunTokens tokens)
    : IHistoryRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string service, string[] path) =>
        service != "history" ? null : (method, path) switch
    {
        ("GET", ["runs", var run]) => Read(call => json.Run(call, run)),
        ("GET", ["runs", var run, "details"]) => Read(call => json.Details(call, run)),
        ("GET", ["runs", var run, "children"]) => Read(call => Children(call, run)),
        ("GET", ["runs", var run, "serviceinstances", _]) => Read(call => Services(call, run)),
        ("GET", ["runs", var run, "token"]) => new TrackingRoute(TrackingActions.ReadRuns,
            call => Task.FromResult<JsonObject?>(Token(call, run))),
        ("POST", ["rundata"]) => Read(RunData),
        _ => null,
    };

    private static TrackingRoute Read(Func<TrackingCall, JsonObject> answer) =>
        TrackingRoute.OfState(TrackingActions.ReadRuns, answer);

    private JsonObject Children(TrackingCall call, string run)
    {
        json.Require(call, run);
        var job = call.Workspace.Id.Child(JobResource.Collection, run);
        var logged = call.State.Runs.Where(child => !child.IsJob && child.Tags.GetValueOrDefault("mlflow.parentRunId") == run)
            .Select(child => child.Id).ToList();
        var children = jobs.Children(job).Select(child => child.Name).Concat(logged);
        return new JsonObject
        {
            ["value"] = new JsonArray([.. children.Select(child => json.Run(call, child))]),
            ["continuationToken"] = null, ["nextLink"] = null,
        };
    }

    // A process of this machine offers nothing to connect to but its logs.
    private JsonObject Services(TrackingCall call, string run)
    {
        json.Require(call, run);
        return new JsonObject { ["instances"] = new JsonObject() };
    }

    private JsonObject RunData(TrackingCall call)
    {
        var run =
            call.Text("runId") is { Length: > 0 } id ? id : throw TrackingException.Invalid("The field 'runId' is required.");
        return new JsonObject { ["runMetadata"] = json.Run(call, run), ["runDefinition"] = null, ["jobSpecification"] = null };
    }

    // A run whose token has ended gets a new one as long as it goes on; nobody gets the token of another run.
    private JsonObject Token(TrackingCall call, string run)
    {
        if (call.Caller.RunId != run)
            throw TrackingException.Denied($"The token of the run '{run}' is given to the run itself, and to nobody else.");
        var stored = resources.Find(call.Workspace.Id.Child(JobResource.Collection, run))
            ?? throw TrackingException.Missing($"Run {run} was not found.");
        if (JobStatus.IsTerminal(JobStatus.Of(stored)))
            throw TrackingException.Denied($"The run '{run}' has ended; it gets no token any more.");
        var token = tokens.Issue(call.Workspace.Id, run, call.Rest.Place);
        return new JsonObject
        {
            ["token"] = token.Value,
            ["expiryTimeUtc"] = token.ExpiresOn.ToString("yyyy-MM-ddTHH:mm:ssZ"),
            ["hostUrl"] = call.Rest.Absolute(""),
            ["studioEndpoint"] = "",
            ["serviceEndpoint"] = call.Rest.Absolute(""),
        };
    }
}
