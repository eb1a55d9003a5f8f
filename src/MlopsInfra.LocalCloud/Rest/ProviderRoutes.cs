using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Subscriptions, tenants and resource provider metadata: what clients ask before they ask for resources.</summary>
internal sealed class ProviderRoutes(CloudContext cloud, IEnumerable<ServedNamespace> served)
{
    private readonly ConcurrentDictionary<string, bool> _unregistered = new(
        cloud.Options.UnregisteredProviders.Select(space => KeyValuePair.Create(space, true)), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ServedNamespace> _served =
        served.ToDictionary(space => space.Name, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string> Namespaces => cloud.Catalog.Namespaces.Keys.Concat(_served.Keys);

    /// <summary>The answer to one of these paths; null if the path is none of them.</summary>
    /// <param name="method">The method.</param>
    /// <param name="segments">The path.</param>
    /// <param name="principal">Object id of who asks; null for the deployer.</param>
    public JsonNode? Find(string method, string[] segments, string? principal) => (method, segments) switch
    {
        ("GET", ["tenants"]) =>
            Page.Whole([new JsonObject { ["id"] = $"/tenants/{cloud.Options.TenantId}", ["tenantId"] = cloud.Options.TenantId }]),
        ("GET", ["subscriptions"]) =>
            Page.Whole(cloud.Options.SubscriptionIds
                .Where(subscription => cloud.Access.Sees(principal, subscription)).Select(Subscription)),
        ("GET", ["subscriptions", var subscription]) => Subscription(Known(subscription)),
        ("GET", ["subscriptions", var subscription, "locations"]) => LocationList(Known(subscription)),
        ("GET", ["subscriptions", var subscription, "providers"]) =>
            Page.Whole(Namespaces.Select(space => Provider(Known(subscription), space))),
        ("GET", ["subscriptions", var subscription, "providers", var space]) => Provider(Known(subscription), space),
        ("GET", ["subscriptions", var subscription, "providers", var space, "resourceTypes"]) =>
            new JsonObject { ["value"] = Provider(Known(subscription), space)["resourceTypes"]!.DeepClone() },
        ("GET", ["providers"]) => Page.Whole(Namespaces.Select(space => Provider(null, space))),
        ("GET", ["providers", var space]) => Provider(null, space),
        // Which applications of Microsoft act for a provider is not known here.
        ("GET", ["subscriptions", var subscription, "providers", var space, "providerPermissions"]) =>
            Permissions(Known(subscription), Spelled(space)),
        ("POST", ["subscriptions", var subscription, "providers", var space, "register"]) =>
            Registered(Known(subscription), space, isRegistered: true),
        ("POST", ["subscriptions", var subscription, "providers", var space, "unregister"]) =>
            Registered(Known(subscription), space, isRegistered: false),
        _ => null,
    };

    private static JsonObject Permissions(string subscription, string space) => Page.Whole([]);

    private JsonObject Registered(string subscription, string space, bool isRegistered)
    {
        if (isRegistered) _unregistered.TryRemove(space, out _);
        else _unregistered[Spelled(space)] = true;
        return Provider(subscription, space);
    }

    private string Known(string subscription)
    {
        RequestChecks.RequireSubscription(cloud, subscription);
        return subscription;
    }

    private JsonObject Subscription(string id) => new()
    {
        ["id"] = $"/subscriptions/{id}",
        ["subscriptionId"] = id,
        ["tenantId"] = cloud.Options.TenantId,
        ["displayName"] = "Local cloud",
        ["state"] = "Enabled",
        ["subscriptionPolicies"] = new JsonObject { ["locationPlacementId"] = "Public_2014-09-01",
            ["quotaId"] = "PayAsYouGo_2014-09-01", ["spendingLimit"] = "Off" },
        ["authorizationSource"] = "RoleBased",
    };

    private static JsonObject LocationList(string subscription) => Page.Whole(Regions.Names.Select(location =>
    {
        var name = Regions.Normalize(location);
        return new JsonObject { ["id"] = $"/subscriptions/{subscription}/locations/{name}", ["name"] = name,
            ["displayName"] = location, ["regionalDisplayName"] = location };
    }));

    private JsonObject Provider(string? subscription, string asked)
    {
        var space = Spelled(asked);
        var types = cloud.Catalog.Namespaces.TryGetValue(space, out var known)
            ? known.Select(type => Type(type[(space.Length + 1)..], RequestChecks.Versions(cloud, type)))
            : _served[space].Types.Select(type => Type(type, [_served[space].ApiVersion]));
        return new JsonObject
        {
            ["id"] = subscription is null ? $"/providers/{space}" : $"/subscriptions/{subscription}/providers/{space}",
            ["namespace"] = space,
            ["registrationState"] = _unregistered.ContainsKey(space) ? "NotRegistered" : "Registered",
            ["registrationPolicy"] = "RegistrationRequired",
            ["resourceTypes"] = new JsonArray([.. types.Select(type => (JsonNode)type)]),
        };
    }

    private string Spelled(string asked) =>
        Namespaces.FirstOrDefault(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase))
        ?? throw ArmErrors.NamespaceNotFound(asked, null);

    private static JsonObject Type(string name, IEnumerable<string> versions) => new JsonObject
    {
        ["resourceType"] = name,
        ["locations"] = new JsonArray([.. Regions.Names.Select(location => (JsonNode)location)]),
        ["apiVersions"] = new JsonArray([.. versions.Select(version => (JsonNode)version)]),
        ["capabilities"] = "None",
    };
}
