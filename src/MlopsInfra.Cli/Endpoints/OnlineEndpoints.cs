using System.Text.Json.Nodes;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Endpoints;

/// <summary>The online endpoints of a resource group's workspaces.</summary>
internal static class OnlineEndpoints
{
    private const string Version = "?api-version=2025-12-01";

    /// <summary>Asks for them.</summary>
    /// <param name="arm">Resource Manager.</param>
    /// <param name="group">The id of the resource group.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<ListedEndpoint>> ListAsync(ArmQueries arm, string group,
        CancellationToken cancellationToken)
    {
        var found = new List<ListedEndpoint>();
        var workspaces = $"{group}/providers/Microsoft.MachineLearningServices/workspaces{Version}";
        foreach (var workspace in await arm.ListAsync(workspaces, cancellationToken))
        {
            foreach (var endpoint in await arm.ListAsync($"{(string?)workspace["id"]}/onlineEndpoints{Version}",
                cancellationToken))
            {
                var deployments = await arm.ListAsync($"{(string?)endpoint["id"]}/deployments{Version}", cancellationToken);
                found.Add(Row(endpoint, deployments));
            }
        }

        return found;
    }

    private static ListedEndpoint Row(JsonNode endpoint, IReadOnlyList<JsonNode> deployments)
    {
        var properties = endpoint["properties"]!;
        var shares = deployments.Select(each =>
        {
            var (name, state) = ((string?)each["name"] ?? "", (string?)each["properties"]?["provisioningState"]);
            return $"{name} {properties["traffic"]?[name] ?? 0}%{(state is "Succeeded" or null ? "" : $" ({state})")}";
        });
        var isSimulated = deployments.Any(each => (string?)each["properties"]?["properties"]?["localcloud.simulated"] == "true");
        return new ListedEndpoint("online", (string?)endpoint["name"] ?? "",
            isSimulated ? "Simulated" : (string?)properties["provisioningState"] ?? "Unknown")
        {
            Address = isSimulated ? null : (string?)properties["scoringUri"],
            Runs = deployments.Count == 0 ? null : string.Join(", ", shares),
        };
    }
}
