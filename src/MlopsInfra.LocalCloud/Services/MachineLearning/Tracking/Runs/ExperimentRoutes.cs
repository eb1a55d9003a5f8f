using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>The calls on experiments.</summary>
internal sealed class ExperimentRoutes(Experiments experiments) : ITrackingRoutes
{
    private const int MostResults = 50_000;
    private const int LongestName = 500;

    private static readonly Searchable<Experiment> Searched = new(
        "experiment",
        new Dictionary<string, Func<Experiment, string?>> { ["name"] = each => each.Name, ["experiment_id"] = each => each.Id },
        new Dictionary<string, Func<Experiment, double?>>
        {
            ["creation_time"] = each => each.Created, ["last_update_time"] = each => each.Updated,
        },
        (each, tag) => each.Tags.GetValueOrDefault(tag));

    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/experiments/create") => TrackingRoute.OfState(TrackingActions.WriteExperiments, Create),
        ("GET", "mlflow/experiments/get") => TrackingRoute.OfState(TrackingActions.ReadExperiments,
            call => Shown(call, Experiments.Require(call.State, call.Require("experiment_id")))),
        ("GET", "mlflow/experiments/get-by-name") => TrackingRoute.OfState(TrackingActions.ReadExperiments, GetByName),
        ("GET" or "POST", "mlflow/experiments/search" or "mlflow/experiments/list") =>
            TrackingRoute.OfState(TrackingActions.ReadExperiments, Search),
        ("POST", "mlflow/experiments/update") => TrackingRoute.OfState(TrackingActions.WriteExperiments, Update),
        ("POST", "mlflow/experiments/set-experiment-tag") => TrackingRoute.OfState(TrackingActions.WriteExperiments, SetTag),
        ("POST", "mlflow/experiments/delete-experiment-tag") =>
            TrackingRoute.OfState(TrackingActions.WriteExperiments, DeleteTag),
        ("POST", "mlflow/experiments/delete") => TrackingRoute.OfState(TrackingActions.DeleteExperiments,
            call => SetDeleted(call, isDeleted: true)),
        ("POST", "mlflow/experiments/restore") => TrackingRoute.OfState(TrackingActions.WriteExperiments,
            call => SetDeleted(call, isDeleted: false)),
        _ => null,
    };

    private JsonObject Create(TrackingCall call)
    {
        var name = RequireName(call, "name");
        var tags = call.Objects("tags").Select(LoggedValues.Tag).ToList();
        var made = experiments.Ensure(call.State, name);
        foreach (var (key, value) in tags) made.Tags[key] = value;
        if (tags.Count > 0) call.State.Save(made);
        return new JsonObject { ["experiment_id"] = made.Id };
    }

    private static JsonObject GetByName(TrackingCall call)
    {
        var name = call.Require("experiment_name");
        return Shown(call, Experiments.FindByName(call.State, name)
            ?? throw TrackingException.Missing($"Could not find experiment with name '{name}'"));
    }

    private static JsonObject Search(TrackingCall call)
    {
        var matches = FilterMatch.Of(call.Text("filter"), Searched);
        var isWanted = LifecycleView.Of(call.Text("view_type"));
        var found = call.State.Experiments.Where(each => isWanted(each.IsDeleted) && matches(each));
        var sorted = SearchOrder.Sort(found, call.Texts("order_by"), Searched, sorted => sorted
            .ThenByDescending(each => each.Created).ThenByDescending(each => each.Id, StringComparer.Ordinal));
        return SearchPage.Write("experiments", sorted, call, call.PageSize(1000, MostResults),
            each => RunJson.Experiment(call, each));
    }

    private JsonObject Update(TrackingCall call)
    {
        var found = Experiments.Require(call.State, call.Require("experiment_id"));
        RequireActive(found);
        Save(call, found with { Name = RequireName(call, "new_name") });
        return [];
    }

    private JsonObject SetTag(TrackingCall call)
    {
        var found = Experiments.Require(call.State, call.Require("experiment_id"));
        RequireActive(found);
        var (key, value) = LoggedValues.Tag(call.Arguments);
        found.Tags[key] = value;
        Save(call, found);
        return [];
    }

    private JsonObject DeleteTag(TrackingCall call)
    {
        var found = Experiments.Require(call.State, call.Require("experiment_id"));
        if (!found.Tags.Remove(call.Require("key")))
            throw TrackingException.Missing($"No tag with name: {call.Require("key")} in experiment with id {found.Id}");
        Save(call, found);
        return [];
    }

    private JsonObject SetDeleted(TrackingCall call, bool isDeleted)
    {
        var found = Experiments.Require(call.State, call.Require("experiment_id"));
        Save(call, found with { IsDeleted = isDeleted });
        foreach (var run in call.State.Runs.Where(run => run.ExperimentId == found.Id && run.IsDeleted != isDeleted).ToList())
        {
            run.IsDeleted = isDeleted;
            call.State.Save(run);
        }

        return [];
    }

    private void Save(TrackingCall call, Experiment experiment) => call.State.Save(experiment with { Updated = experiments.Now });

    private static string RequireName(TrackingCall call, string parameter)
    {
        var name = call.Require(parameter);
        if (name.Length > LongestName)
            throw TrackingException.Invalid($"The name of an experiment has at most {LongestName} characters.");
        return Experiments.FindByName(call.State, name) is { } other && other.Id != call.Arguments["experiment_id"].AsText()
            ? throw TrackingException.Exists($"Experiment(name={name}) already exists.") : name;
    }

    private static void RequireActive(Experiment experiment)
    {
        if (experiment.IsDeleted)
            throw TrackingException.Invalid(
                $"The experiment {experiment.Id} must be in the 'active' state. Current state is deleted.");
    }

    private static JsonObject Shown(TrackingCall call, Experiment found) =>
        new() { ["experiment"] = RunJson.Experiment(call, found) };
}
