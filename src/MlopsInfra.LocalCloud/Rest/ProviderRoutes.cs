using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Subscriptions, tenants and resource provider metadata: what clients ask before they ask for resources.</summary>
internal sealed class ProviderRoutes(CloudContext cloud)
{
    private readonly ConcurrentDictionary<string, bool> _unregistered = new(
        cloud.Options.UnregisteredProviders.Select(space => KeyValuePair.Create(space, true)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The answer to one of these paths; null if the path is none of them.</summary>
    public JsonNode? Find(string method, string[] segments) => (method, segments) switch
    {
        ("GET", ["tenants"]) =>
            List([new JsonObject { ["id"] = $"/tenants/{cloud.Options.TenantId}", ["tenantId"] = cloud.Options.TenantId }]),
        ("GET", ["subscriptions"]) => List(cloud.Options.SubscriptionIds.Select(Subscription)),
        ("GET", ["subscriptions", var subscription]) => Subscription(Known(subscription)),
        ("GET", ["subscriptions", var subscription, "locations"]) => LocationList(Known(subscription)),
        ("GET", ["subscriptions", var subscription, "providers"]) =>
            List(cloud.Catalog.Namespaces.Keys.Select(space => Provider(Known(subscription), space))),
        ("GET", ["subscriptions", var subscription, "providers", var space]) => Provider(Known(subscription), space),
        ("POST", ["subscriptions", var subscription, "providers", var space, "register"]) =>
            Registered(Known(subscription), space),
        _ => null,
    };

    private JsonObject Registered(string subscription, string space)
    {
        _unregistered.TryRemove(space, out _);
        return Provider(subscription, space);
    }

    private static JsonObject List(IEnumerable<JsonNode> values) => new() { ["value"] = new JsonArray([.. values]) };

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

    private static JsonObject LocationList(string subscription) => List(Regions.Names.Select(location =>
    {
        var name = Regions.Normalize(location);
        return new JsonObject { ["id"] = $"/subscriptions/{subscription}/locations/{name}", ["name"] = name,
            ["displayName"] = location, ["regionalDisplayName"] = location };
    }));

    private JsonObject Provider(string subscription, string asked)
    {
        var space = cloud.Catalog.Namespaces.Keys.FirstOrDefault(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw ArmErrors.NamespaceNotFound(asked, null);
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/providers/{space}",
            ["namespace"] = space,
            ["registrationState"] = _unregistered.ContainsKey(space) ? "NotRegistered" : "Registered",
            ["registrationPolicy"] = "RegistrationRequired",
            ["resourceTypes"] = new JsonArray([.. cloud.Catalog.Namespaces[space].Select(type => (JsonNode)new JsonObject
            {
                ["resourceType"] = type[(space.Length + 1)..],
                ["locations"] = new JsonArray([.. Regions.Names.Select(location => (JsonNode)location)]),
                ["apiVersions"] = new JsonArray([.. RequestChecks.Versions(cloud, type).Select(version => (JsonNode)version)]),
                ["capabilities"] = "None",
            })]),
        };
    }
}
