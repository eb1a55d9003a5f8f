using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Identity.Graph;

/// <summary>A refusal, in Microsoft Graph's form.</summary>
/// <param name="status">The status.</param>
/// <param name="code">The code.</param>
/// <param name="message">The sentence.</param>
internal sealed class GraphError(int status, string code, string message) : Exception(message)
{
    /// <summary>The status.</summary>
    public int Status { get; } = status;

    /// <summary>Somebody is not in the directory.</summary>
    /// <param name="id">Who.</param>
    public static GraphError NotFound(string id) => new(404, "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    /// <summary>A request is not understood.</summary>
    /// <param name="why">Why.</param>
    public static GraphError Bad(string why) => new(400, "Request_UnsupportedQuery", why);

    /// <summary>The body of the answer.</summary>
    /// <param name="now">The time.</param>
    public JsonObject ToJson(DateTimeOffset now) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = Message,
            ["innerError"] = new JsonObject
            {
                ["date"] = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
                ["request-id"] = Guid.NewGuid().ToString(),
            },
        },
    };
}
