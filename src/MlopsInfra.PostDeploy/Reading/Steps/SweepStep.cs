using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs a command component with many values of its inputs, in search of the best.</summary>
internal sealed class SweepStep() : ComponentStep("sweep")
{
    public override string ComponentKey => "trial";

    public override bool Describes(YamlMap map) => map.Has("trial");

    protected override string ComponentType => "command";

    protected override void Refer(JsonObject content, JsonNode component) =>
        content["trial"] = new JsonObject { ["componentId"] = component };

    /// <summary>The inputs of the trial that the search gives.</summary>
    protected override IEnumerable<(string Step, string? Input)> Gives(StepSource step) =>
        step.Map.EntriesOf("search_space").Select(entry => (step.Name, (string?)entry.Key));

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        foreach (var key in new[] { "objective", "limits", "search_space" })
        {
            if (!map.Has(key)) map.Error(map.Location, $"{step.What} needs '{key}'");
        }

        content.With("sampling_algorithm", SamplingAlgorithm.Read(map, step.What))
            .With("search_space", SearchSpace.Read(map))
            .With("objective", Objective(step))
            .With("limits", Limits(step))
            .With("early_termination", EarlyTermination.InRest(map, step.What))
            .With("queue_settings", JobQueue.Read(map, step.What))
            .With("resources", JobResources.Read(map, step.What))
            .With("identity", JobIdentity.Read(map, step.What));
    }

    private static JsonObject? Objective(StepSource step)
    {
        if (step.Map.Map("objective") is not { } map) return null;
        var what = $"the objective of {step.What}";
        if (!map.Has("goal")) map.Error(map.Location, $"{what} needs 'goal': minimize, maximize");
        var objective = new JsonObject()
            .With("goal", map.Word("goal", "minimize", "maximize"))
            .With("primary_metric", map.Required("primary_metric", what));
        UnknownKeys.Keep(map, what, objective);
        return objective;
    }

    private static JsonObject? Limits(StepSource step)
    {
        if (step.Map.Map("limits") is not { } map) return null;
        var what = $"the limits of {step.What}";
        if (!map.Has("max_total_trials")) map.Error(map.Location, $"{what} need 'max_total_trials'");
        var limits = new JsonObject();
        foreach (var key in new[] { "max_total_trials", "max_concurrent_trials", "timeout", "trial_timeout" })
            limits.With(key, map.Whole(key));
        UnknownKeys.Keep(map, what, limits);
        return limits;
    }
}
