using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>Reads metrics, params and tags as clients log them, within MLflow's limits.</summary>
internal static partial class LoggedValues
{
    /// <summary>How many metrics a request may have, and how many entries in all.</summary>
    public const int MostMetrics = 1000;

    /// <summary>How many params, and how many tags, a request may have.</summary>
    public const int MostParams = 100;

    private const int LongestKey = 250;
    private const int LongestParam = 6000;
    private const int LongestTag = 8000;

    /// <summary>A metric.</summary>
    public static MetricPoint Metric(JsonObject json) => new(
        Name(json, "metric"), TrackingCall.ToNumber(Required(json, "value"), "value"),
        TrackingCall.ToInteger(Required(json, "timestamp"), "timestamp"),
        json["step"] is { } step ? TrackingCall.ToInteger(step, "step") : 0,
        json["model_id"].AsText(), json["dataset_name"].AsText(), json["dataset_digest"].AsText());

    /// <summary>A param; a value that is too long is cut, as MLflow does.</summary>
    public static KeyValuePair<string, string> Param(JsonObject json) =>
        new(Name(json, "param"), Cut(json["value"].AsText() ?? "", LongestParam));

    /// <summary>A tag; a value that is too long is cut.</summary>
    public static KeyValuePair<string, string> Tag(JsonObject json) =>
        new(Name(json, "tag"), Cut(json["value"].AsText() ?? "", LongestTag));

    private static JsonNode Required(JsonObject json, string name) => json[name]
        ?? throw TrackingException.Invalid($"Missing value for required parameter '{name}'.");

    private static string Name(JsonObject json, string what)
    {
        var key = json["key"].AsText();
        if (string.IsNullOrEmpty(key))
            throw TrackingException.Invalid($"Missing value for required parameter 'key' of a {what}.");
        if (key.Length > LongestKey)
        {
            throw TrackingException.Invalid(
                $"The name of the {what} '{key[..20]}...' has {key.Length} characters; at most {LongestKey} are allowed.");
        }

        if (!Allowed().IsMatch(key) || key[0] == '/' || key.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw TrackingException.Invalid(
                $"Invalid {what} name: '{key}'. Names may only contain alphanumerics, underscores (_), "
                + "dashes (-), periods (.), spaces ( ), colons (:) and slashes (/), and no part of a path that leads elsewhere.");
        }

        return key;
    }

    private static string Cut(string value, int longest) => value.Length > longest ? value[..longest] : value;

    [GeneratedRegex(@"\A[/\w.\- :]+\z")]
    private static partial Regex Allowed();
}
