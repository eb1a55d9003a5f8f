using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads how urgent a run is where the compute is shared.</summary>
internal static class JobQueue
{
    private static readonly string[] Tiers = ["null", "spot", "basic", "standard", "premium"];
    private static readonly string[] Priorities = ["low", "medium", "high"];

    /// <summary>The value of <c>queue_settings</c> in the words of YAML; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? Read(YamlMap owner, string what)
    {
        if (owner.Map("queue_settings") is not { } map) return null;
        var queue = new JsonObject()
            .With("job_tier", map.Word("job_tier", Tiers))
            .With("priority", map.Word("priority", Priorities));
        UnknownKeys.Keep(map, $"the queue settings of {what}", queue);
        return queue;
    }

    /// <summary>The same in the words of REST, as steps that run a command have it.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? InRest(YamlMap owner, string what)
    {
        if (Read(owner, what) is not { } queue) return null;
        if (queue["job_tier"]?.GetValue<string>() is { Length: > 0 } tier && Array.IndexOf(Tiers, tier) >= 0)
            queue["job_tier"] = char.ToUpperInvariant(tier[0]) + tier[1..];
        if (queue["priority"]?.GetValue<string>() is { } priority && Array.IndexOf(Priorities, priority) is >= 0 and var rank)
            queue["priority"] = rank + 1;
        return queue;
    }
}
