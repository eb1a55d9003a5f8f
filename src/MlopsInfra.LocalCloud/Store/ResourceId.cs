using System.Diagnostics.CodeAnalysis;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// An ARM resource id, as in <c>/subscriptions/S/resourceGroups/G/providers/Microsoft.Storage/storageAccounts/A</c>. Keeps the
/// case it was written in; compared ignoring case, as Azure does.
/// </summary>
public sealed class ResourceId : IEquatable<ResourceId>
{
    // Longer than any address that a server takes: what stands in an id grows with the square of its length.
    private const int MaxLength = 8192;

    private ResourceId(string value, ResourceType type, string name, ResourceId? parent, string? subscription,
        string? resourceGroup)
    {
        Value = value;
        Type = type;
        Name = name;
        Parent = parent;
        SubscriptionId = subscription;
        ResourceGroupName = resourceGroup;
    }

    /// <summary>The id as text, without a slash at its end.</summary>
    public string Value { get; }

    /// <summary>
    /// The full type, as in <c>Microsoft.Storage/storageAccounts/blobServices</c>; <c>Microsoft.Resources/resourceGroups</c> for
    /// a group.
    /// </summary>
    public ResourceType Type { get; }

    /// <summary>The last name in it.</summary>
    public string Name { get; }

    /// <summary>
    /// What it stands in: the parent resource, the scope of an extension resource, the group, the subscription; null for a
    /// subscription or the tenant.
    /// </summary>
    public ResourceId? Parent { get; }

    /// <summary>The subscription; null at tenant level.</summary>
    public string? SubscriptionId { get; }

    /// <summary>The resource group; null outside of one.</summary>
    public string? ResourceGroupName { get; }

    /// <summary>The id of a resource group.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="name">The group.</param>
    public static ResourceId ForGroup(string subscriptionId, string name) =>
        Parse($"/subscriptions/{subscriptionId}/resourceGroups/{name}");

    /// <summary>Reads an id.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="FormatException">It is no resource id.</exception>
    public static ResourceId Parse(string value) =>
        TryParse(value, out var id) ? id : throw new FormatException($"'{value}' is not a resource id.");

    /// <summary>Reads an id.</summary>
    /// <param name="value">The text; null is no id.</param>
    /// <param name="id">The id read.</param>
    /// <returns>Whether it is one. What is longer than 8,192 characters is none.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out ResourceId? id)
    {
        id = null;
        if (string.IsNullOrEmpty(value) || value[0] != '/' || value.Length > MaxLength) return false;
        var whole = value.Length > 1 && value[1] != '/' && value[^1] != '/' ? value : $"/{value.Trim('/')}";
        var parts = whole[1..].Split('/');
        if (Array.Exists(parts, string.IsNullOrWhiteSpace)) return false;
        string provider = "", type = "";
        var end = 0;
        string? subscription = null, group = null;
        for (var i = 0; i < parts.Length; i += 2)
        {
            if (i + 1 >= parts.Length) return false;
            var (key, name) = (parts[i], parts[i + 1]);
            end += key.Length + name.Length + 2;
            if (key.Equals("providers", StringComparison.OrdinalIgnoreCase))
            {
                // A provider opens a type; what was before it is the scope.
                (provider, type) = (name, "");
                continue;
            }

            if (provider.Length == 0 && key.Equals("subscriptions", StringComparison.OrdinalIgnoreCase))
            {
                subscription = name;
                id = new ResourceId(whole[..end], ResourceType.Subscription, name, null, subscription, null);
            }
            else if (provider.Length == 0 && key.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase))
            {
                group = name;
                id = new ResourceId(whole[..end], ResourceType.ResourceGroup, name, id, subscription, group);
            }
            else if (provider.Length == 0)
            {
                return false;
            }
            else
            {
                type = type.Length == 0 ? $"{provider}/{key}" : $"{type}/{key}";
                id = new ResourceId(whole[..end], type, name, id, subscription, group);
            }
        }

        return id is not null && id.Value.Length == whole.Length;
    }

    /// <summary>Whether an id is another one, or that of something in it.</summary>
    /// <param name="id">The id.</param>
    /// <param name="scope">The other one.</param>
    internal static bool IsWithin(string id, string scope) =>
        id.StartsWith(scope, StringComparison.OrdinalIgnoreCase) && (id.Length == scope.Length || id[scope.Length] == '/');

    /// <summary>The id of a child resource.</summary>
    /// <param name="type">The child's own type segment, as in <c>blobServices</c>.</param>
    /// <param name="name">Its name.</param>
    /// <remarks>A name that none can have, as clients ask for some, makes the id of what can't be there.</remarks>
    public ResourceId Child(string type, string name) =>
        TryParse($"{Value}/{type}/{name}", out var child) ? child : Parse($"{Value}/{type}/{Escaped(name)}");

    /// <summary>The id of a resource of a provider in this scope (a group's resource, an extension resource).</summary>
    /// <param name="type">The full type, as in <c>Microsoft.Authorization/roleAssignments</c>.</param>
    /// <param name="name">Its name.</param>
    /// <remarks>As with a child.</remarks>
    public ResourceId Resource(ResourceType type, string name) =>
        TryParse($"{Value}/providers/{type}/{name}", out var below) ? below : Parse($"{Value}/providers/{type}/{Escaped(name)}");

    private static string Escaped(string name) =>
        name.Length == 0 ? "%00" : Uri.EscapeDataString(name);

    /// <summary>The same id with its types in the case Azure writes them; names keep theirs.</summary>
    /// <param name="spelling">From a type in any case to the one in Azure's.</param>
    internal ResourceId Spelled(Func<ResourceType, ResourceType> spelling)
    {
        if (Type == ResourceType.Subscription) return Parse($"/subscriptions/{Name}");
        if (Type == ResourceType.ResourceGroup) return ForGroup(SubscriptionId!, Name);
        var (above, type) = (Parent?.Spelled(spelling).Value ?? "", spelling(Type));
        var isChild = Parent is { } parent && Value.AsSpan(parent.Value.Length).Count('/') == 2;
        return Parse(isChild ? $"{above}/{type.LastName}/{Name}" : $"{above}/providers/{type}/{Name}");
    }

    /// <inheritdoc/>
    public bool Equals(ResourceId? other) => other is not null && Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceId);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
