using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What ARM checks before a request reaches a resource provider: type, version, subscription, group, parent, role, lock, name,
/// region.
/// </summary>
internal static class FrontDoor
{
    private const string Locks = "Microsoft.Authorization/locks";
    private const string Groups = "Microsoft.Resources/resourceGroups";

    /// <summary>Types that are in no region although they take one, or take <c>global</c>.</summary>
    private static readonly HashSet<string> WorldWide = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Insights/actionGroups", "Microsoft.Insights/metricAlerts", "Microsoft.Insights/activityLogAlerts",
        "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "Microsoft.EventGrid/systemTopics",
        "Microsoft.Insights/privateLinkScopes", "Microsoft.AlertsManagement/smartDetectorAlertRules",
    };

    /// <summary>Types that need no region although they take one.</summary>
    private static readonly HashSet<string> RegionOptional = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.MachineLearningServices/workspaces/computes", "Microsoft.Authorization/policyAssignments",
        "Microsoft.ContainerRegistry/registries/webhooks",
        "Microsoft.KeyVault/vaults/secrets", "Microsoft.Network/virtualNetworks/subnets", "Microsoft.Resources/deployments",
        "Microsoft.ContainerRegistry/registries/taskRuns", "Microsoft.ContainerRegistry/registries/importPipelines",
        "Microsoft.MachineLearningServices/workspaces/privateEndpointConnections",
    };

    /// <summary>The schema of a type in a version.</summary>
    public static ResourceSchema Schema(CloudContext cloud, ResourceId id, string? apiVersion)
    {
        if (cloud.Catalog.FindByArmType(id.Type) is not { } schema)
        {
            var space = id.Type[..id.Type.IndexOf('/', StringComparison.Ordinal)];
            throw cloud.Catalog.KnowsNamespace(space)
                ? new ArmException(404, "InvalidResourceType",
                    $"The resource type '{id.Type[(space.Length + 1)..]}' could not be found in the namespace '{space}' for api "
                        + $"version '{apiVersion}'. (The local cloud does not know it.)", id.Value)
                : new ArmException(404, "InvalidResourceNamespace",
                    $"The resource namespace '{space}' is invalid. (The local cloud does not know it.)", id.Value);
        }

        if (apiVersion is not null && !ApiVersions.For(schema).Contains(apiVersion, StringComparer.OrdinalIgnoreCase))
        {
            var type = id.Type[(id.Type.IndexOf('/', StringComparison.Ordinal) + 1)..];
            throw new ArmException(400, "InvalidApiVersionParameter",
                $"The api-version '{apiVersion}' is invalid for the type '{type}'. The supported versions are "
                    + $"'{string.Join(',', ApiVersions.For(schema))}'.", id.Value);
        }

        return schema;
    }

    /// <summary>What has to be there before something can be written.</summary>
    public static void CheckSurroundings(CloudContext cloud, ResourceId id)
    {
        if (id.SubscriptionId is { } subscription && !SubscriptionExists(cloud.Options, subscription))
            throw Refusals.SubscriptionNotFound(subscription);
        for (var at = id.Parent; at is not null; at = at.Parent)
        {
            if (at.Type == "Microsoft.Resources/resourceGroups" && cloud.Store.Find(at.Value) is null)
                throw Refusals.GroupNotFound(at.Name);
        }

        if (id.Parent is { } parent && !Existence.Exists(cloud, parent))
        {
            var isExtension = !id.Type.StartsWith($"{parent.Type}/", StringComparison.OrdinalIgnoreCase);
            throw isExtension ? Refusals.ResourceNotFound(parent) : Refusals.ParentNotFound(id);
        }
    }

    /// <summary>Whether who asks may do it.</summary>
    public static void CheckAccess(CloudContext cloud, ResourceId id, string operation, ArmRequestOptions options)
    {
        var action = $"{id.Type}/{operation}";
        if (!cloud.Access.IsAllowed(options.PrincipalId, id, action, isDataAction: false))
            throw Refusals.NotAuthorized(options.PrincipalId!, action, id);
    }

    /// <summary>Whether a lock forbids it. Locks hold for everything below them.</summary>
    public static void CheckLocks(CloudContext cloud, ResourceId id, bool isDelete)
    {
        if (id.Type == Locks) return;
        var locks = cloud.Store.OfType(Locks)
            .Where(found => (isDelete
                || found.Body.Text("properties.level")!.Equals("ReadOnly", StringComparison.OrdinalIgnoreCase))
                && Covers(found.Key, id, isDelete))
            .ToList();
        if (locks.Count == 0) return;
        var scopes = locks.Select(found => found.Key[..found.Key.IndexOf($"/providers/{Locks}",
            StringComparison.OrdinalIgnoreCase)]).Distinct(StringComparer.OrdinalIgnoreCase);
        throw Refusals.Locked(id, string.Join(',', scopes), isDelete ? "delete" : "write");
    }

    /// <summary>Whether the name is one.</summary>
    public static void CheckName(ResourceId id)
    {
        var rule = NamingRules.For(id.Type);
        if (!rule.Allows(id.Name)) throw new ArmException(400, rule.Code, rule.Explain(id.Name), id.Name);
    }

    /// <summary>Whether the region is one, and still the same.</summary>
    public static void CheckLocation(PutContext put)
    {
        if (!put.Schema.HasLocation) return;
        var location = put.Body.Text("location");
        if (string.IsNullOrEmpty(location))
        {
            if (RegionOptional.Contains(put.Id.Type)) return;
            throw new ArmException(400, "LocationRequired", "The location property is required for this definition.", "location");
        }

        if (put.Location == Regions.Global ? !WorldWide.Contains(put.Id.Type) : !Regions.Exists(put.Location))
        {
            var isGroup = put.Id.Type == "Microsoft.Resources/resourceGroups";
            throw new ArmException(400, isGroup ? "LocationNotAvailableForResourceGroup" : "LocationNotAvailableForResourceType",
                $"The provided location '{location}' is not available for "
                    + $"{(isGroup ? "resource group" : $"resource type '{put.Id.Type}'")}. List of available regions is "
                    + $"'{Regions.Listed}'.", "location");
        }

        if (put.Existing?.Body.Text("location") is { } old && Regions.Normalize(old) != put.Location)
        {
            throw put.Id.Type == Groups
                ? new ArmException(409, LocationChangeCode(Groups),
                    $"Invalid resource group location '{location}'. The Resource group already exists in location '{old}'.",
                    "location")
                : new ArmException(409, LocationChangeCode(put.Id.Type),
                    $"The resource '{put.Id.Name}' already exists in location '{old}' in resource group "
                        + $"'{put.Id.ResourceGroupName}'. A resource with the same name cannot be created in location "
                        + $"'{location}'. Please select a new resource name.", "location");
        }
    }

    /// <summary>What Azure answers if something is to be in another region than it is.</summary>
    public static string LocationChangeCode(string type) =>
        type.Equals(Groups, StringComparison.OrdinalIgnoreCase) ? "InvalidResourceGroupLocation" : "InvalidResourceLocation";

    private static bool SubscriptionExists(LocalCloudOptions options, string subscription) =>
        options.SubscriptionIds.Contains(subscription, StringComparer.OrdinalIgnoreCase)
            || (options.AcceptAnySubscription && Guid.TryParse(subscription, out _));

    private static bool Covers(string lockId, ResourceId id, bool isDelete)
    {
        var end = lockId.LastIndexOf($"/providers/{Locks}", StringComparison.OrdinalIgnoreCase);
        var scope = lockId[..end];
        // A lock above holds for what is below; deleting something deletes what is below it, so a lock there counts as well.
        return IsWithin(id.Value, scope) || (isDelete && IsWithin(scope, id.Value));
    }

    private static bool IsWithin(string id, string scope) =>
        id.StartsWith(scope, StringComparison.OrdinalIgnoreCase) && (id.Length == scope.Length || id[scope.Length] == '/');
}
