using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>The two keys of an online endpoint: made up, until they are made anew or said by somebody.</summary>
internal static class EndpointKeys
{
    private static readonly string[] Names = ["primaryKey", "secondaryKey"];

    /// <summary>The keys.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public static JsonObject Of(StoredResource endpoint) => new(Names.Select(name => KeyValuePair.Create(name,
        (JsonNode?)(endpoint.Body.Text($"properties.keys.{name}")
            ?? MadeUpIds.Hex(32, "endpoint key", endpoint.Key, name[..^3])))));

    /// <summary>Whether a text is one of them.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="text">The text.</param>
    public static bool Is(StoredResource endpoint, string text) => Of(endpoint).Any(key =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key.Value.AsText()!), Encoding.UTF8.GetBytes(text)));

    /// <summary>Makes one of them anew.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">The endpoint.</param>
    /// <param name="request">Which one, and its value if somebody chose it.</param>
    public static void Regenerate(CloudContext cloud, ResourceId id, JsonObject request)
    {
        var kind = request.Text("keyType");
        var name = kind?.ToUpperInvariant() switch
        {
            "PRIMARY" => Names[0],
            "SECONDARY" => Names[1],
            _ => throw MachineLearningErrors.Invalid($"The keyType '{kind}' is none of Primary, Secondary."),
        };
        lock (cloud.Store.Gate)
        {
            var endpoint = cloud.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
            Require(endpoint, "Key");
            var (body, keys) = (endpoint.Body.DeepClone().AsObject(), Of(endpoint));
            body.Set("properties.keys", keys);
            // Microsoft's client for Python sends the key that there is, and means another one.
            body.Set($"properties.keys.{name}",
                request.Text("keyValue") is { Length: > 0 } chosen && chosen != keys.Text(name) ? chosen
                : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            var changed =
                endpoint with { Body = body, ChangedOn = cloud.Now, Secrets = [.. endpoint.Secrets, "b/properties/keys"] };
            cloud.Store.Commit([new StoreChange(changed.Key, changed)]);
        }
    }

    /// <summary>
    /// Refuses an endpoint that is not authenticated to in a way. How the service words it is in no public report.
    /// </summary>
    public static void Require(StoredResource endpoint, string mode)
    {
        if (endpoint.Body.Text("properties.authMode") is { } found && !found.Equals(mode, StringComparison.OrdinalIgnoreCase))
            throw MachineLearningErrors.Invalid(
                $"The endpoint '{endpoint.Name}' has no {(mode == "Key" ? "keys" : "tokens")}: its authMode is {found}.");
    }
}
