using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Availability tests of Application Insights. Nothing is asked: whether an address answers is not known here.</summary>
internal sealed class WebTestResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/webtests";

    private const int LongestTimeout = 120;

    public override NamingRule Naming { get; init; } = NamingRule.Without(@"%&\\?/<>:*|""");

    public override void CheckPut(PutContext put)
    {
        // The portal and the service find the component of a test by this hidden tag.
        var component = put.Body["tags"] is JsonObject tags
            ? tags.Select(tag => tag.Key)
                .FirstOrDefault(tag => tag.StartsWith("hidden-link:", StringComparison.OrdinalIgnoreCase))
                ?["hidden-link:".Length..]
            : null;
        if (component is null || put.Cloud.Find(component) is null)
            throw Bad(
                "A web test needs the tag 'hidden-link:{id of the Application Insights component}' with the value 'Resource'.",
                "tags");
        if (put.Body.Number("properties.Frequency") is { } frequency && frequency is not (300 or 600 or 900))
            throw Bad($"The frequency {frequency} of the web test is not allowed. Allowed: 300, 600, 900.",
                "properties.Frequency");
        if (put.Body.Number("properties.Timeout") is { } timeout && (timeout is < 1 or > LongestTimeout))
            throw Bad(
                $"The timeout {put.Body.Number("properties.Timeout")} of the web test is not allowed. Allowed: 1 to "
                    + $"{LongestTimeout} seconds.", "properties.Timeout");
        if (put.Body.At("properties.Locations") is JsonArray { Count: 0 })
            throw Bad("A web test needs at least one location.", "properties.Locations");
        if (put.Body.Text("properties.SyntheticMonitorId") is { } monitor
            && !monitor.Equals(put.Id.Name, StringComparison.OrdinalIgnoreCase))
            throw Bad($"SyntheticMonitorId '{monitor}' has to be the name of the web test, '{put.Id.Name}'.",
                "properties.SyntheticMonitorId");
        CheckWhatIsAsked(put);
    }

    private static void CheckWhatIsAsked(PutContext put)
    {
        switch (put.Body.Text("properties.Kind")?.ToLowerInvariant())
        {
            case "standard" when put.Body.Text("properties.Request.RequestUrl") is not { } url || !IsWebAddress(url):
                throw Bad("A standard web test needs an http or https address to ask.", "properties.Request.RequestUrl");
            case "ping" or "multistep" when put.Body.Text("properties.Configuration.WebTest") is null or "":
                throw Bad("A web test of this kind needs its definition.", "properties.Configuration.WebTest");
        }
    }

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
