using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads how an online deployment scales, takes requests, is probed and is given resources.</summary>
internal static class OnlineSettingsReader
{
    private static readonly Dictionary<string, string> ScaleTypes = new()
    {
        ["default"] = "Default", ["target_utilization"] = "TargetUtilization",
    };

    /// <summary>The value of <c>scale_settings</c>; null if it is left out.</summary>
    public static JsonObject? Scale(YamlMap owner)
    {
        const string what = "'scale_settings'";
        if (owner.Map("scale_settings") is not { } map) return null;
        if (!map.Has("type")) map.Error(map.Location, $"{what} needs 'type': {string.Join(", ", ScaleTypes.Keys)}");
        var type = Words.Read(map, "type", ScaleTypes);
        var json = new JsonObject().With("scaleType", type);
        if (type == "TargetUtilization")
        {
            json.With("minInstances", Numbers.Integer(map, "min_instances"))
                .With("maxInstances", Numbers.Integer(map, "max_instances"))
                .With("pollingInterval", Numbers.Seconds(map, "polling_interval"))
                .With("targetUtilizationPercentage", Numbers.Integer(map, "target_utilization_percentage"));
        }

        map.NoOthers(type == "Default" ? $"{what} of the type default" : what);
        return json;
    }

    /// <summary>The value of <c>request_settings</c>; null if it is left out.</summary>
    public static JsonObject? Requests(YamlMap owner)
    {
        if (owner.Map("request_settings") is not { } map) return null;
        var json = new JsonObject()
            .With("maxQueueWait", Numbers.Milliseconds(map, "max_queue_wait_ms"))
            .With("maxConcurrentRequestsPerInstance", Numbers.Integer(map, "max_concurrent_requests_per_instance"))
            .With("requestTimeout", Numbers.Milliseconds(map, "request_timeout_ms"));
        map.NoOthers("'request_settings'");
        return json;
    }

    /// <summary>A probe; null if it is left out.</summary>
    /// <param name="owner">The deployment.</param>
    /// <param name="key">Which one.</param>
    public static JsonObject? Probe(YamlMap owner, string key)
    {
        if (owner.Map(key) is not { } map) return null;
        var json = new JsonObject()
            .With("failureThreshold", Numbers.Integer(map, "failure_threshold"))
            .With("successThreshold", Numbers.Integer(map, "success_threshold"))
            .With("timeout", Numbers.Seconds(map, "timeout"))
            .With("period", Numbers.Seconds(map, "period"))
            .With("initialDelay", Numbers.Seconds(map, "initial_delay"));
        map.NoOthers($"'{key}'");
        return json;
    }

    /// <summary>The value of <c>resources</c> on Kubernetes; null if it is left out.</summary>
    public static JsonObject? Resources(YamlMap owner)
    {
        if (owner.Map("resources") is not { } map) return null;
        var json = new JsonObject()
            .With("containerResourceRequests", Amounts(map, "requests"))
            .With("containerResourceLimits", Amounts(map, "limits"));
        map.NoOthers("'resources'");
        return json;
    }

    private static JsonObject? Amounts(YamlMap owner, string key)
    {
        if (owner.Map(key) is not { } map) return null;
        var json = new JsonObject()
            .With("cpu", map.Text("cpu"))
            .With("memory", map.Text("memory"))
            .With("gpu", map.Text("nvidia.com/gpu") ?? map.Text("gpu"));
        map.Ignore("gpu");
        map.NoOthers($"'resources.{key}'");
        return json;
    }
}
