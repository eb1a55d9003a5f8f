using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy;

/// <summary>What policies see besides the resource itself.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Resources">Everything that is there, for policies that look for a related resource.</param>
/// <param name="Now">What <c>utcNow()</c> says.</param>
public sealed record PolicySurroundings(string SubscriptionId, IReadOnlyList<PolicyResource> Resources, DateTimeOffset Now)
{
    // What policies call it, and what its own body says.
    internal const string ResourceGroupType = "Microsoft.Resources/subscriptions/resourceGroups";

    private const string ResourceGroupBodyType = "Microsoft.Resources/resourceGroups";

    /// <summary>The type of a resource as policies call it.</summary>
    internal static string TypeToPolicies(string type) =>
        type.Equals(ResourceGroupBodyType, StringComparison.OrdinalIgnoreCase) ? ResourceGroupType : type;

    /// <summary>The resource group of a resource: its name, its region and its tags; null for what stands in none.</summary>
    internal JsonObject? GroupOf(PolicyResource resource)
    {
        if (resource.ResourceGroup is not { } name) return null;
        var group = Resources.FirstOrDefault(other => other.Is(ResourceGroupType)
            && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{SubscriptionId}/resourceGroups/{name}",
            ["name"] = name,
            ["location"] = group?.Body["location"]?.DeepClone(),
            ["tags"] = group?.Body["tags"]?.DeepClone() ?? new JsonObject(),
        };
    }
}
