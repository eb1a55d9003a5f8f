using System.Text.Json.Nodes;
using MlopsInfra.Formats.Yaml;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads when a sweep gives a trial up.</summary>
internal static class EarlyTermination
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["bandit"] = "Bandit",
        ["median_stopping"] = "MedianStopping",
        ["truncation_selection"] = "TruncationSelection",
    };

    /// <summary>The value of <c>early_termination</c> as a sweep step has it; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? InRest(YamlMap owner, string what)
    {
        if (Read(owner, what) is not { } policy) return null;
        var rest = new JsonObject { ["policy_type"] = Types.GetValueOrDefault(policy["type"]!.GetValue<string>()) };
        foreach (var (name, value) in policy)
        {
            // A slack of nothing is no slack.
            if (name != "type" && !(name.StartsWith("slack", StringComparison.Ordinal) && PythonFloat.OfText($"{value}") is 0))
                rest.With(name, value);
        }

        return rest;
    }

    /// <summary>The same in the words of YAML, as an AutoML step has it.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? Read(YamlMap owner, string what)
    {
        if (owner.Map("early_termination") is not { } map) return null;
        var of = $"the early termination of {what}";
        // What Azure shows of a sweep calls the type by the longer name.
        var key = map.Has("policy_type") ? "policy_type" : "type";
        if (!map.Has(key)) map.Error(map.Location, $"{of} needs 'type': {string.Join(", ", Types.Keys)}");
        if (map.Word(key, [.. Types.Keys]) is not { } type) return null;
        var policy = new JsonObject
        {
            ["type"] = type,
            ["evaluation_interval"] = map.Whole("evaluation_interval") ?? 0,
            ["delay_evaluation"] = map.Whole("delay_evaluation") ?? 0,
        };
        if (type == "bandit")
            policy.With("slack_factor", map.Number("slack_factor") ?? 0).With("slack_amount", map.Number("slack_amount") ?? 0);
        if (type == "truncation_selection")
            policy.With("truncation_percentage", map.Whole("truncation_percentage") ?? Missing(map, of));
        map.NoOthers(of);
        return policy;
    }

    private static JsonNode? Missing(YamlMap map, string what)
    {
        map.Error(map.Location, $"{what} needs 'truncation_percentage'");
        return null;
    }
}
