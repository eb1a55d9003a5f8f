using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>
/// What a GET of a container group hides, and a PUT of it has to say again: the connection string of telemetry, the key of the
/// workspace that its logs go to.
/// </summary>
/// <param name="ConnectionString">The connection string; null where it is not needed.</param>
/// <param name="WorkspaceKey">The key; null where it is not needed.</param>
internal sealed record GroupSecrets(string? ConnectionString, string? WorkspaceKey)
{
    private const string Telemetry = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Reads what is needed.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="group">The group as a GET shows it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">The group has a secret that is known to nobody here.</exception>
    public static async Task<GroupSecrets> ReadAsync(LifecycleEnvironment environment, JsonObject group,
        CancellationToken cancellationToken)
    {
        var hidden = Containers(group).SelectMany(Hidden).Distinct(StringComparer.Ordinal).ToList();
        var unknown = hidden.Find(name => name != Telemetry);
        if (unknown is not null)
            throw new LifecycleException("UnknownSecret",
                $"The container group has the secret variable '{unknown}'. Azure shows no secrets, and a PUT of the group "
                    + "without its value would lose it: take the value from a vault in the service, or declare it as no secret.");
        if ((group["properties"]!["imageRegistryCredentials"] as JsonArray ?? []).Any(each => each!["username"] is not null))
            throw new LifecycleException("UnknownSecret",
                "The container group pulls its image with a password, which Azure shows to nobody. Let it pull with an "
                    + "identity.");
        return new GroupSecrets(
            hidden.Count == 0 ? null : await TelemetryConnection.FindAsync(environment, cancellationToken),
            await WorkspaceKeyAsync(environment, group, cancellationToken));
    }

    private static async Task<string?> WorkspaceKeyAsync(LifecycleEnvironment environment, JsonObject group,
        CancellationToken cancellationToken)
    {
        if (group["properties"]!["diagnostics"]?["logAnalytics"] is not JsonObject logs) return null;
        var id = (string?)logs["workspaceResourceId"] ?? environment.Outputs.LogAnalyticsId;
        var (_, keys) = await environment.Arm.SendAsync(RequestMethod.Post,
            environment.Arm.Url($"{id}/sharedKeys", ApiVersions.LogAnalytics), null, cancellationToken);
        return (string?)keys?["primarySharedKey"];
    }

    private static IEnumerable<JsonObject> Containers(JsonObject group) =>
        (group["properties"]!["containers"] as JsonArray ?? []).Concat(group["properties"]!["initContainers"] as JsonArray ?? [])
            .OfType<JsonObject>();

    private static IEnumerable<string> Hidden(JsonObject container) =>
        (container["properties"]?["environmentVariables"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(variable => variable["value"] is null && variable["secureValue"] is null
                && variable["secureValueReference"] is null)
            .Select(variable => (string)variable["name"]!);
}
