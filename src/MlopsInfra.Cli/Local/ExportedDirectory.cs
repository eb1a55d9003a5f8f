using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Local;

/// <summary>
/// Finds subscription and tenant of a stack in Azure by looking at its resources. A program that asks for them makes ids and
/// inputs of them: with the local cloud's placeholders everything would look changed.
/// </summary>
internal static class ExportedDirectory
{
    private const string SubscriptionPrefix = "/subscriptions/";

    /// <summary>The options with what was found; what was not stays as it is.</summary>
    /// <param name="resources">The resources of the export.</param>
    /// <param name="options">What to start from.</param>
    public static LocalCloudOptions Of(IReadOnlyCollection<ResourceRecord> resources, LocalCloudOptions options)
    {
        var subscription = MostFrequent(resources.Select(resource => SubscriptionOf(resource.Id)));
        // What the program said comes before what the cloud answered: some types answer with the service's own tenant.
        var tenant = MostFrequent(resources.SelectMany(resource => TenantsIn(resource.Inputs)))
            ?? MostFrequent(resources.SelectMany(resource => TenantsIn(resource.Outputs)));
        return options with
        {
            SubscriptionIds = subscription is null ? options.SubscriptionIds : [subscription],
            TenantId = tenant ?? options.TenantId,
        };
    }

    private static string? MostFrequent(IEnumerable<string?> values) =>
        values.Where(value => value is not null).GroupBy(value => value, StringComparer.OrdinalIgnoreCase)
            .MaxBy(group => group.Count())?.Key;

    private static string? SubscriptionOf(string? id) =>
        id is not null && id.StartsWith(SubscriptionPrefix, StringComparison.OrdinalIgnoreCase)
        && id[SubscriptionPrefix.Length..].Split('/')[0] is var text && Guid.TryParse(text, out _) ? text : null;

    private static IEnumerable<string> TenantsIn(PropertyMap map) => map.SelectMany(member => member switch
    {
        { Key: "tenantId", Value: PropertyValue.Text { Value: var text } } when Guid.TryParse(text, out _) => [text],
        { Value: PropertyValue.Obj inner } => TenantsIn(inner.Members),
        _ => [],
    });
}
