using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>Container groups of the scoring image, as releases put them.</summary>
internal static class ScoringGroup
{
    /// <summary>The body of a group.</summary>
    /// <param name="image">The image.</param>
    /// <param name="variables">Its variables; those with a token in their name are secure ones.</param>
    /// <param name="command">Its command; none serves, any other one runs once.</param>
    /// <param name="subnet">The subnet that it is in; null for a public one.</param>
    public static JsonObject Body(string image, Dictionary<string, string> variables, string[] command, string? subnet)
    {
        var serves = command.Length == 0;
        var ask = new { path = "/", port = 8080, scheme = "Http" };
        var probe = serves ? new { httpGet = ask, periodSeconds = 1, failureThreshold = 60 } : null;
        var container = Json(new
        {
            image,
            command,
            ports = serves ? new[] { new { port = 8080 } } : [],
            resources = new { requests = new { cpu = 1, memoryInGB = 1 } },
            livenessProbe = probe,
            readinessProbe = probe,
            environmentVariables = variables.Select(each => each.Key.Contains("TOKEN", StringComparison.Ordinal)
                ? (object)new { name = each.Key, secureValue = each.Value }
                : new { name = each.Key, value = each.Value }),
        });
        var properties = new JsonObject
        {
            ["osType"] = "Linux",
            ["restartPolicy"] = serves ? "Always" : "Never",
            ["imageRegistryCredentials"] =
                Json(new[] { new { server = "crmlops.azurecr.io", identity = ScoringScene.Identity } }),
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "scoring", ["properties"] = container }),
        };
        if (serves) properties["ipAddress"] = Json(new { type = "Public", ports = new[] { new { port = 8080 } } });
        if (subnet is not null) properties["subnetIds"] = Json(new[] { new { id = subnet } });
        return new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = properties,
            ["identity"] = Json(new
            {
                type = "UserAssigned",
                userAssignedIdentities = new Dictionary<string, object> { [ScoringScene.Identity] = new { } },
            }),
        };
    }

    private static JsonNode Json(object value) => JsonSerializer.SerializeToNode(value)!;
}
