using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads the settings of Spark.</summary>
internal static class SparkConf
{
    private const string Instances = "spark.executor.instances";
    private const string IsDynamic = "spark.dynamicAllocation.enabled";
    private const string Fewest = "spark.dynamicAllocation.minExecutors";

    /// <summary>How Azure calls what may also be written shorter.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["driver_cores"] = "spark.driver.cores",
        ["driver_memory"] = "spark.driver.memory",
        ["executor_cores"] = "spark.executor.cores",
        ["executor_memory"] = "spark.executor.memory",
        ["executor_instances"] = Instances,
        ["dynamic_allocation_enabled"] = IsDynamic,
        ["dynamic_allocation_min_executors"] = Fewest,
        ["dynamic_allocation_max_executors"] = "spark.dynamicAllocation.maxExecutors",
    };

    /// <summary>The value of <c>conf</c>; null if it is left out.</summary>
    public static JsonObject? Read(YamlMap owner)
    {
        if (owner.Map("conf") is not { } map) return null;
        var conf = new JsonObject();
        foreach (var (shortName, name) in Names)
        {
            var key = map.Has(name) ? name : shortName;
            map.Ignore(name, shortName);
            conf.With(name, name.EndsWith("memory", StringComparison.Ordinal) ? map.Text(key)
                : name == IsDynamic ? map.Truth(key) : map.Whole(key));
        }

        foreach (var (key, value) in map.Others()) conf[key] = YamlScalar.ToJson(value);
        return conf;
    }

    /// <summary>What a step says, and for the rest what its component says.</summary>
    /// <param name="step">The step's.</param>
    /// <param name="component">The component's.</param>
    public static JsonObject? Merged(JsonObject? step, JsonObject? component)
    {
        if (step is null && component is null) return null;
        var conf = new JsonObject().Plus(step ?? []);
        // Settings that have no name here are taken as a whole: from the step, if it has any.
        var hasOthers = step is not null && step.Any(entry => !Names.ContainsValue(entry.Key));
        foreach (var (key, value) in component ?? [])
        {
            if (conf.ContainsKey(key) || (hasOthers && !Names.ContainsValue(key))) continue;
            conf.With(key, value);
        }

        // A run whose size changes begins with the smallest.
        if (conf[Instances] is null && conf[IsDynamic]?.ToString().ToLowerInvariant() == "true")
            conf.With(Instances, conf[Fewest]);
        return conf;
    }
}
