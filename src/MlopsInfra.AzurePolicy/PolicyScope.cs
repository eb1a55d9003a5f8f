namespace MlopsInfra.AzurePolicy;

/// <summary>Ids of what is above: a management group, a subscription, a resource group, a resource.</summary>
internal static class PolicyScope
{
    private const string Subscriptions = "subscriptions";

    /// <summary>
    /// Whether a resource is the scope, or stands in it. Ids are compared part by part, ignoring case; every management group
    /// stands above, and so does what is said of no scope at all.
    /// </summary>
    /// <param name="scope">Id of the scope.</param>
    /// <param name="resourceId">Id of the resource.</param>
    /// <param name="localSubscription">
    /// The subscription of the local cloud, which stands for any: in a file for the deployment's, in a resource's id for that of
    /// the file, since nobody said which one it will be.
    /// </param>
    public static bool Contains(string scope, string resourceId, string localSubscription)
    {
        var above = Parts(scope);
        if (above.Length == 0 || IsManagementGroup(above)) return true;
        var below = Parts(resourceId);
        if (above.Length > below.Length) return false;
        for (var index = 0; index < above.Length; index++)
        {
            if (Same(above[index], below[index])) continue;
            var isSubscription = index == 1 && Same(above[0], Subscriptions);
            if (!isSubscription || !(Same(above[1], localSubscription) || Same(below[1], localSubscription))) return false;
        }

        return true;
    }

    /// <summary>The subscription that an id is of; null for that of a management group.</summary>
    public static string? SubscriptionOf(string id) =>
        Parts(id) is [var first, var name, ..] && Same(first, Subscriptions) ? name : null;

    /// <summary>Whether an id is that of a subscription itself.</summary>
    public static bool IsSubscription(string id) => SubscriptionOf(id) is not null && Parts(id).Length == 2;

    /// <summary>The scope that an assignment or an exemption stands at, by its id; empty for none.</summary>
    public static string Of(string id) =>
        id.LastIndexOf("/providers/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase) is > 0 and var end
            ? id[..end] : "";

    private static bool IsManagementGroup(string[] parts) =>
        parts.Length >= 4 && Same(parts[0], "providers") && Same(parts[1], "Microsoft.Management");

    private static string[] Parts(string id) => id.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
