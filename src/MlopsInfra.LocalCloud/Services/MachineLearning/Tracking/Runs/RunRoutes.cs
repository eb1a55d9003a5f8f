using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>The calls that begin, end, show, delete and restore runs.</summary>
internal sealed class RunRoutes(TrackedRuns runs) : ITrackingRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/runs/create") => TrackingRoute.OfState(TrackingActions.WriteRuns, Create),
        ("GET", "mlflow/runs/get") => TrackingRoute.OfState(TrackingActions.ReadRuns,
            call => new JsonObject { ["run"] = RunJson.Write(call, runs.Require(call, call.RequireRunId())) }),
        ("POST", "mlflow/runs/update") => TrackingRoute.OfState(TrackingActions.WriteRuns, Update),
        ("POST", "mlflow/runs/delete") => TrackingRoute.OfState(TrackingActions.WriteRuns,
            call => SetDeleted(call, isDeleted: true)),
        ("POST", "mlflow/runs/restore") => TrackingRoute.OfState(TrackingActions.WriteRuns,
            call => SetDeleted(call, isDeleted: false)),
        _ => null,
    };

    private JsonObject Create(TrackingCall call)
    {
        var experiment = Experiments.Require(call.State, call.Require("experiment_id"));
        if (experiment.IsDeleted)
        {
            throw TrackingException.Invalid(
                $"The experiment {experiment.Id} must be in the 'active' state. Current state is deleted.");
        }

        var tags = call.Objects("tags").Select(LoggedValues.Tag).ToList();
        var given = call.Text("run_name") is { Length: > 0 } name
            ? name : tags.FirstOrDefault(tag => tag.Key == TrackedRuns.RunName).Value;
        var run = new Run
        {
            Id = Guid.NewGuid().ToString("N"),
            ExperimentId = experiment.Id,
            Name = string.IsNullOrEmpty(given) ? RunNames.Next() : given,
            UserId = call.Text("user_id") ?? "",
            StartTime = call.Integer("start_time") ?? 0,
        };
        foreach (var (key, value) in tags) run.Tags[key] = value;
        run.Tags[TrackedRuns.RunName] = run.Name;
        call.State.Save(run);
        return new JsonObject { ["run"] = RunJson.Write(call, run) };
    }

    private JsonObject Update(TrackingCall call)
    {
        var run = runs.RequireActive(call, call.RequireRunId());
        // The state of a job is the service's: what the process says of it changes nothing.
        if (!run.IsJob)
        {
            if (RunStatus.IsKnown(call.Text("status"))) run.Status = call.Text("status")!;
            run.EndTime = call.Integer("end_time") ?? run.EndTime;
            if (call.Text("run_name") is { Length: > 0 } name) run.Tags[TrackedRuns.RunName] = run.Name = name;
            call.State.Save(run);
        }

        return new JsonObject { ["run_info"] = RunJson.Info(call, run) };
    }

    private JsonObject SetDeleted(TrackingCall call, bool isDeleted)
    {
        var run = runs.Require(call, call.RequireRunId());
        run.IsDeleted = isDeleted;
        call.State.Save(run);
        return [];
    }
}
