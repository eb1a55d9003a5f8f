using MlopsInfra.Cli.Cloud;
using MlopsInfra.Contract;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Networking;

/// <summary>
/// Finds the network of an environment: the one that its private endpoints have their addresses in, whoever made it.
/// </summary>
internal static class EnvironmentNetwork
{
    private const string EndpointType = "azure-native:network:PrivateEndpoint";
    private const string ListVersion = "2024-05-01";

    /// <summary>
    /// The ARM id of the network, from the state of the stack's last deployment; null if it has no private endpoint.
    /// </summary>
    /// <param name="resources">The state.</param>
    public static string? Of(IEnumerable<ResourceRecord> resources) => MostUsed(
        resources.Where(resource => resource.Type == EndpointType && !resource.Delete)
            .Select(resource => resource.Inputs.TryGetValue("subnet", out var subnet)
                && subnet.WithoutSecretMark is PropertyValue.Obj place
                && place.Members.TryGetValue("id", out var id) && id.WithoutSecretMark is PropertyValue.Text text
                ? text.Value : null));

    /// <summary>
    /// The ARM id of the network, from what is in the environment's resource group; null if no private endpoint is there.
    /// </summary>
    /// <param name="connection">How Resource Manager is reached, which answers outside of every network.</param>
    /// <param name="outputs">The environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<string?> FindAsync(AzureConnection connection, EnvironmentOutputs outputs,
        CancellationToken cancellationToken)
    {
        var path = $"/subscriptions/{outputs.SubscriptionId}/resourceGroups/{outputs.ResourceGroupName}/providers/Microsoft"
            + ".Network/privateEndpoints";
        var endpoints = await new ArmQueries(connection).ListAsync($"{path}?api-version={ListVersion}", cancellationToken);
        return MostUsed(endpoints.Select(endpoint => (string?)endpoint["properties"]?["subnet"]?["id"]));
    }

    private static string? MostUsed(IEnumerable<string?> subnets) => subnets.OfType<string>()
        .Select(subnet => subnet.IndexOf("/subnets/", StringComparison.OrdinalIgnoreCase) is var end and > 0
            ? subnet[..end] : null).OfType<string>()
        .CountBy(network => network, StringComparer.OrdinalIgnoreCase).OrderByDescending(network => network.Value)
        .ThenBy(network => network.Key, StringComparer.OrdinalIgnoreCase)
        .Select(network => network.Key).FirstOrDefault();
}
