using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>A job that runs a command with many values of its parameters.</summary>
internal sealed class SweepJob() : JobType("sweep")
{
    private static readonly string[] Mandatory = ["trial", "search_space", "objective"];

    public override bool Describes(YamlMap map) => map.Has("trial") && map.Has("search_space");

    public override JsonObject Read(JobSource source)
    {
        var (folder, map) = (source.Folder, source.Map);
        foreach (var key in Mandatory.Where(key => !map.Has(key))) map.Error(map.Location, $"{What} needs '{key}'");
        var content = JobFields.Common(source, "Sweep", What)
            .With("searchSpace", Space(map))
            .With("samplingAlgorithm", Sampling(map))
            .With("objective", Objective(map))
            .With("limits", Limits(map))
            .With("earlyTermination", EarlyTermination.InRest(map, What) is { } policy ? CamelCase.Of(policy) : null)
            .With("queueSettings", JobFields.Queue(map, What));
        if (Trial(source) is { } trial) content.With("trial", trial).With("resources", trial["resources"]);
        if (JobFields.Resources(map, What) is { } own) content["resources"] = own;
        var (inputs, outputs) = (BindingReader.ReadInputs(folder, map, source.File), BindingReader.ReadOutputs(map));
        map.NoOthers(What);
        return JobFields.Bind(content, inputs, outputs, map.Location);
    }

    private static JsonObject? Trial(JobSource source)
    {
        const string what = "the trial of a sweep job";
        if (source.Map.Map("trial") is not { } map) return null;
        var trial = CommandJob.Run(source, map, what, []);
        map.NoOthers(what);
        return trial;
    }

    // Of a step it is {"type": "uniform", "min_value": 0, "max_value": 1}, of a job ["uniform", [0, 1]].
    private static JsonObject? Space(YamlMap map)
    {
        if (SearchSpace.Read(map) is not { } space) return null;
        var content = new JsonObject();
        foreach (var (name, distribution) in space)
        {
            var keys = (JsonObject)distribution!;
            var values = keys.Where(entry => entry.Key != "type").Select(entry => entry.Value?.DeepClone());
            content[name] = new JsonArray(keys["type"]?.DeepClone(), new JsonArray([.. values]));
        }

        return content;
    }

    private JsonObject Sampling(YamlMap map)
    {
        const string key = "samplingAlgorithmType";
        if (SamplingAlgorithm.Read(map, What) is not JsonObject algorithm)
            return new JsonObject { [key] = CamelCase.Pascal(map.Text("sampling_algorithm")?.ToLowerInvariant() ?? "random") };
        var content = new JsonObject { [key] = CamelCase.Pascal((string?)algorithm["type"] ?? "random") };
        if ((string?)algorithm["rule"] is { } rule) content["rule"] = CamelCase.Pascal(rule);
        return content.With("seed", algorithm["seed"]).With("logbase", algorithm["logbase"]);
    }

    private static JsonObject? Objective(YamlMap map)
    {
        if (map.Map("objective") is not { } objective) return null;
        var content = new JsonObject()
            .With("goal", objective.Word("goal", "minimize", "maximize"))
            .With("primaryMetric", objective.Required("primary_metric", "an objective"));
        objective.NoOthers("an objective");
        return content;
    }

    private static JsonObject? Limits(YamlMap map)
    {
        if (map.Map("limits") is not { } limits) return null;
        var content = new JsonObject { ["jobLimitsType"] = "Sweep" }
            .With("maxTotalTrials", limits.Whole("max_total_trials"))
            .With("maxConcurrentTrials", limits.Whole("max_concurrent_trials"))
            .With("timeout", Numbers.Seconds(limits, "timeout"))
            .With("trialTimeout", Numbers.Seconds(limits, "trial_timeout"));
        limits.NoOthers("the limits of a sweep job");
        return content;
    }
}
