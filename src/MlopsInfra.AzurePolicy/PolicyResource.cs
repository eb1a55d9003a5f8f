using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy;

/// <summary>A resource as policies see it.</summary>
/// <param name="Id">Its id at Azure Resource Manager.</param>
/// <param name="Type">Its full type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
/// <param name="ApiVersion">The API version that it is sent with.</param>
/// <param name="Body">Its body: <c>location</c>, <c>tags</c>, <c>sku</c>, <c>properties</c> and so on.</param>
public sealed record PolicyResource(string Id, string Type, string ApiVersion, JsonObject Body)
{
    /// <summary>
    /// Its full type as policies call it: that of a resource group is <c>Microsoft.Resources/subscriptions/resourceGroups</c>.
    /// </summary>
    public string Type { get; init; } = PolicySurroundings.TypeToPolicies(Type);

    /// <summary>The last name in its id.</summary>
    public string Name => Id[(Id.LastIndexOf('/') + 1)..];

    /// <summary>Its resource group; null for what stands in none.</summary>
    public string? ResourceGroup =>
        Id.Split('/') is ["", _, _, var groups, var name, ..]
            && groups.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>All names in its id from its provider's on, with slashes between them.</summary>
    internal string FullName =>
        Id.LastIndexOf(Providers, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            ? string.Join('/', Id[(at + Providers.Length)..].Split('/').Where((_, index) => index > 0 && index % 2 == 0))
            : Name;

    private const string Providers = "/providers/";

    /// <summary>Whether it is of a type.</summary>
    /// <param name="type">The full type; compared ignoring case.</param>
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);
}
