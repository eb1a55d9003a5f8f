using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>A call of MLflow's API, with its arguments: those of the query for GET, of the body for all else.</summary>
/// <param name="Rest">The request.</param>
/// <param name="Address">Where it went to.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="State">What is kept of it.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record TrackingCall(
    RestRequest Rest, TrackingAddress Address, WorkspaceAssets Workspace, WorkspaceTracking State, TrackingCaller Caller,
    JsonObject Arguments)
{
    /// <summary>
    /// Whether the client is MLflow's own without Azure's plugin: it has its artifacts passed on by the tracking server.
    /// </summary>
    public bool IsPlain { get; } =
        Rest.Header("User-Agent") is { } agent && agent.Contains("azureml-mlflow", StringComparison.Ordinal)
        ? false
        : Address.Version == "v1.0"
            || Rest.Header("User-Agent")?.StartsWith("mlflow-python-client", StringComparison.Ordinal) == true;

    public CancellationToken Aborted => Rest.Http.RequestAborted;

    /// <summary>A text; null if it is not given. Numbers are taken as texts.</summary>
    public string? Text(string name) => Arguments[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.Number => value.ToJsonString(),
        _ => throw WrongType(name, "a string"),
    };

    /// <summary>A text that has to be given.</summary>
    public string Require(string name) => Text(name) is { Length: > 0 } text
        ? text : throw TrackingException.Invalid($"Missing value for required parameter '{name}'.");

    /// <summary>The run that is meant: clients give its id under two names.</summary>
    public string RequireRunId() => Text("run_id") is { Length: > 0 } id ? id : Text("run_uuid") is { Length: > 0 } old ? old
        : throw TrackingException.Invalid("Missing value for required parameter 'run_id'.");

    /// <summary>An integer; null if it is not given.</summary>
    public long? Integer(string name) => Arguments[name] is { } value ? ToInteger(value, name) : null;

    /// <summary>A number of entries of a page.</summary>
    public int PageSize(int usual, int most)
    {
        var asked = Integer("max_results") ?? usual;
        if (asked < 1 || asked > most)
            throw TrackingException.Invalid(
                $"Invalid value {asked} for parameter 'max_results' supplied. It must be between 1 and {most}.");
        return (int)asked;
    }

    /// <summary>The objects of a list; none if it is not given.</summary>
    public IReadOnlyList<JsonObject> Objects(string name) => Arguments[name] switch
    {
        null => [],
        JsonArray list when list.All(item => item is JsonObject) => [.. list.OfType<JsonObject>()],
        _ => throw WrongType(name, "a list of objects"),
    };

    /// <summary>The texts of a list; none if it is not given.</summary>
    public IReadOnlyList<string> Texts(string name) => Arguments[name] switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item.AsText() ?? throw WrongType(name, "a list of strings"))],
        var one => [one.AsText() ?? throw WrongType(name, "a list of strings")],
    };

    /// <summary>An integer as clients send it: a number, or one as a text.</summary>
    public static long ToInteger(JsonNode value, string name)
    {
        var text = value is JsonValue single && single.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
            ? value.ToString() : throw WrongType(name, "an integer");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return integer;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1e18 && number == Math.Truncate(number) ? (long)number : throw WrongType(name, "an integer");
    }

    /// <summary>A number as clients send it; NaN and infinity are texts.</summary>
    public static double ToNumber(JsonNode? value, string name)
    {
        var text = value is JsonValue single && single.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
            ? value.ToString() : throw WrongType(name, "a number");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number : throw WrongType(name, "a number");
    }

    private static TrackingException WrongType(string name, string wanted) =>
        TrackingException.Invalid($"Invalid value for parameter '{name}' supplied: it has to be {wanted}.");
}
