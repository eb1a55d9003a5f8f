using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>An online endpoint as it is wanted, beside what is there. What its file does not say stays as it is.</summary>
/// <param name="name">Its name.</param>
/// <param name="location">The region.</param>
/// <param name="definition">What its file says; null if the folder has none, and the endpoint only gets deployments.</param>
/// <param name="found">What a GET showed; null if there is none.</param>
/// <param name="targets">What links are resolved to.</param>
internal sealed class OnlineEndpointWork(
    string name, string location, OnlineEndpointDefinition? definition, JsonObject? found, LinkTargets targets)
{
    private static readonly string[] ReadOnly = ["provisioningState", "scoringUri", "swaggerUri"];

    private readonly JsonObject? _wanted = definition is null ? null : Wire.Resolve(definition.Content, targets);

    public string Name => name;

    public string Path => PathOf(name);

    public string? State => found?["properties"]?["provisioningState"]?.GetValue<string>();

    /// <summary>A PUT has to come before any deployment: there is none, or its creation failed.</summary>
    public bool IsMissing => found is null || State is "Failed" or "Canceled";

    /// <summary>Whether its file says something that it is not, other than the traffic.</summary>
    public bool Differs => _wanted is not null && (IsMissing || !Holds(found, _wanted));

    /// <summary>Whether its file says of the traffic what it is not.</summary>
    public bool RoutesOtherwise =>
        (definition?.Traffic is { } traffic && !Same(traffic, "traffic"))
        || (definition?.MirrorTraffic is { } mirror && !Same(mirror, "mirrorTraffic"));

    public PublishOperation Op => definition is null ? PublishOperation.Same
        : IsMissing ? PublishOperation.Create
        : Differs || RoutesOtherwise ? PublishOperation.Update : PublishOperation.Same;

    /// <summary>Whether somebody said which deployment gets the requests: its file, or whoever routed them before.</summary>
    public bool IsRouted => definition?.Traffic is not null || Traffic("traffic").Count > 0;

    public static string PathOf(string endpoint) => $"onlineEndpoints/{endpoint}";

    /// <summary>
    /// The body of a PUT: the endpoint as it was found, with what its file says. The traffic follows once the deployments are
    /// there: Azure refuses to route to one that is not.
    /// </summary>
    /// <param name="routed">Whether the deployments are there, so that the traffic is as the file has it.</param>
    public JsonObject Body(bool routed)
    {
        var body = new JsonObject { ["location"] = found?["location"]?.DeepClone() ?? location };
        if (found?["identity"] is JsonObject identity) body["identity"] = Writable(identity);
        if (found?["tags"] is JsonObject tags) body["tags"] = tags.DeepClone();
        body["properties"] = found?["properties"] is JsonObject properties ? Writable(properties) : new JsonObject();
        if (_wanted is not null) Overlay(body, _wanted);
        // What `az ml` sends for an endpoint whose file does not say it.
        body["identity"] ??= new JsonObject { ["type"] = "SystemAssigned" };
        body["properties"]!["authMode"] ??= "Key";
        body["properties"]!["traffic"] = (routed ? definition?.Traffic : null)?.DeepClone() ?? Traffic("traffic");
        body["properties"]!["mirrorTraffic"] =
            (routed ? definition?.MirrorTraffic : null)?.DeepClone() ?? Traffic("mirrorTraffic");
        return body;
    }

    private JsonObject Traffic(string key) =>
        found?["properties"]?[key]?.DeepClone() as JsonObject ?? [];

    private bool Same(JsonObject wanted, string key)
    {
        var now = Traffic(key).Where(entry => Percent(entry.Value) > 0).ToArray();
        return now.Length == wanted.Count
            && now.All(entry => wanted[entry.Key] is { } share && Percent(share) == Percent(entry.Value));
    }

    private static decimal Percent(JsonNode? share) =>
        decimal.TryParse(share?.ToString(), CultureInfo.InvariantCulture, out var percent) ? percent : 0;

    // What Azure adds to an identity is its own: ids of principals and clients.
    private static JsonObject Writable(JsonObject part)
    {
        var copy = new JsonObject();
        foreach (var (key, value) in part)
        {
            if (value is null || ReadOnly.Contains(key) || key is "principalId" or "tenantId" or "clientId") continue;
            copy[key] = value is JsonObject map ? Writable(map) : value.DeepClone();
        }

        return copy;
    }

    private static void Overlay(JsonObject target, JsonObject wanted)
    {
        foreach (var (key, value) in wanted)
        {
            // Another identity takes the place of the one that was there.
            if (key != "identity" && value is JsonObject map && target[key] is JsonObject there) Overlay(there, map);
            else target[key] = value?.DeepClone();
        }
    }

    // Azure writes ids and words in other cases than it is sent.
    private static bool Holds(JsonNode? there, JsonNode? wanted) => (there, wanted) switch
    {
        (JsonObject map, JsonObject part) => part.All(entry => Holds(
            map.FirstOrDefault(known => known.Key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)).Value, entry.Value)),
        (null, JsonObject { Count: 0 }) => true,
        (JsonValue one, JsonValue other) => one.ToString().Equals(other.ToString(), StringComparison.OrdinalIgnoreCase),
        _ => there is null && wanted is null,
    };
}
