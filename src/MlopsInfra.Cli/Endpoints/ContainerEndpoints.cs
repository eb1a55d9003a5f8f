using System.Text.Json.Nodes;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Endpoints;

/// <summary>The containers of a resource group's container groups.</summary>
internal static class ContainerEndpoints
{
    private const string Version = "?api-version=2025-09-01";

    /// <summary>Asks for them.</summary>
    /// <param name="arm">Resource Manager.</param>
    /// <param name="group">The id of the resource group.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<ListedEndpoint>> ListAsync(ArmQueries arm, string group,
        CancellationToken cancellationToken)
    {
        var found = new List<ListedEndpoint>();
        var list = $"{group}/providers/Microsoft.ContainerInstance/containerGroups";
        foreach (var listed in await arm.ListAsync(list + Version, cancellationToken))
        {
            // A list does not say how the containers are.
            var shown = await arm.GetAsync($"{list}/{(string?)listed["name"]}{Version}", cancellationToken);
            found.AddRange((shown["properties"]?["containers"] as JsonArray ?? []).OfType<JsonObject>()
                .Select(container => Row(shown, container)));
        }

        return found;
    }

    private static ListedEndpoint Row(JsonNode group, JsonObject container)
    {
        var (properties, view) = (group["properties"]!, container["properties"]?["instanceView"]);
        var events = (view?["events"] ?? properties["instanceView"]?["events"]) as JsonArray ?? [];
        var isSimulated = events.Any(each => (string?)each?["name"] == "Simulated");
        var address = properties["ipAddress"];
        var state = (string?)view?["currentState"]?["state"] ?? (string?)properties["instanceView"]?["state"] ?? "Unknown";
        var detail = (string?)view?["currentState"]?["detailStatus"] is { Length: > 0 } text ? $" ({text})" : "";
        return new ListedEndpoint("container", $"{group["name"]}/{container["name"]}", isSimulated ? "Simulated" : state + detail)
        {
            Address = isSimulated || state != "Running" || address?["ports"]?[0]?["port"] is not { } port
                ? null : $"http://{address["ip"]}:{port}",
            Runs = (string?)container["properties"]?["image"],
            Restarts = (int?)view?["restartCount"],
            Note = (string?)events.LastOrDefault(each => (string?)each?["type"] == "Warning")?["message"],
        };
    }
}
