using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;

/// <summary>
/// What a collector sent, as a line of JSON: a CloudEvent 1.0 with the members that "Collect production data" shows. Its sample
/// has the collector's correlation id in both <c>correlationid</c> and <c>xrequestid</c>.
/// </summary>
/// <param name="Collection">The collection, as in <c>model_inputs</c>.</param>
/// <param name="Time">When it was collected.</param>
/// <param name="Line">The line, with its end.</param>
internal sealed record CollectedEvent(string Collection, DateTimeOffset Time, byte[] Line)
{
    private const string Kind = "azureml.inference.";

    /// <summary>Reads a request to the agent.</summary>
    /// <param name="header">Gives a header; null for none.</param>
    /// <param name="body">The body.</param>
    /// <param name="source">The deployment.</param>
    /// <param name="now">The time, for what says none.</param>
    /// <param name="collected">The event.</param>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public static string? Read(Func<string, string?> header, byte[] body, string source, DateTimeOffset now,
        out CollectedEvent? collected)
    {
        collected = null;
        if (header("ce-type") is not { } type || !type.StartsWith(Kind, StringComparison.Ordinal) || type.Length == Kind.Length)
            return $"The header ce-type is missing, or does not begin with {Kind}.";
        if (TimeOf(header("ce-time"), now) is not { } time) return "The header ce-time is no number of seconds since 1970.";
        var content = header("Content-Type") ?? "application/json";
        var isJson = content.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
        JsonNode? data;
        try
        {
            data = isJson ? StrictJson.Parse(body) : JsonValue.Create(Convert.ToBase64String(body));
        }
        catch (JsonException exception)
        {
            return $"The body is no JSON: {exception.Message}";
        }

        var correlation = header("ce-x-request-id") ?? header("trace-id");
        var line = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = header("trace-id") ?? Guid.NewGuid().ToString(),
            ["source"] = source,
            ["type"] = type,
            ["datacontenttype"] = isJson ? "application/json" : content,
            ["time"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            [isJson ? "data" : "data_base64"] = data,
            ["contentrange"] = $"bytes 0-{Math.Max(0, body.Length - 1)}/{body.Length}",
            ["correlationid"] = correlation,
            ["xrequestid"] = correlation,
            ["modelversion"] = header("ce-model-version") ?? "default",
            ["collectdatatype"] = header("ce-collect-data-type"),
            ["agent"] = header("ce-agent"),
        };
        collected = new CollectedEvent(type[Kind.Length..], time,
            Encoding.UTF8.GetBytes(line.ToJsonString(JsonText.Options) + "\n"));
        return null;
    }

    private static DateTimeOffset? TimeOf(string? seconds, DateTimeOffset now)
    {
        if (seconds is null) return now;
        // The years 1970 to 9999.
        return double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and < 253402300800 ? DateTimeOffset.UnixEpoch.AddSeconds(number) : null;
    }
}
