using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// The metrics that alerts may watch ("Supported metrics with Azure Monitor"); types that are not here are not checked.
/// </summary>
internal static class MetricNames
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage/storageAccounts"] =
            ["Availability", "Egress", "Ingress", "SuccessE2ELatency", "SuccessServerLatency", "Transactions", "UsedCapacity"],
        ["Microsoft.KeyVault/vaults"] =
            ["Availability", "SaturationShoebox", "ServiceApiHit", "ServiceApiLatency", "ServiceApiResult"],
    };

    /// <summary>Refuses an alert on a metric that its resource does not have.</summary>
    public static void Check(PutContext put)
    {
        var scopes = put.Body.Texts("properties.scopes[]").Select(scope => scope.Value).ToList();
        if (scopes is not [var scope] || !ResourceId.TryParse(scope, out var resource)
            || !Known.TryGetValue(resource.Type, out var metrics)) return;
        // A namespace of its own names metrics of other types, or of the user's own.
        if (put.Body.Texts("properties.criteria.allOf[].metricNamespace")
            .Any(space => !space.Value.Equals(resource.Type, StringComparison.OrdinalIgnoreCase))) return;
        foreach (var name in put.Body.Texts("properties.criteria.allOf[].metricName"))
        {
            if (!metrics.Contains(name.Value, StringComparer.OrdinalIgnoreCase))
                throw new ArmException(400, "BadRequest",
                    $"Couldn't find a metric named {name.Value}. Make sure the name is correct. Activity ID: "
                        + $"{MadeUpIds.From("alert", put.Id.Value)}.", name.Path);
        }
    }
}
