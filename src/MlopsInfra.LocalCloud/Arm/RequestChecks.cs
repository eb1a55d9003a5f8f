using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What ARM checks before a request reaches a resource provider: type, version, subscription, group, parent, role, lock, name,
/// region.
/// </summary>
internal static partial class RequestChecks
{
    private const string Locks = "Microsoft.Authorization/locks";

    /// <summary>The API version of a request.</summary>
    /// <exception cref="ArmException">It is missing or no API version at all.</exception>
    public static string RequireApiVersion(string? version)
    {
        if (string.IsNullOrEmpty(version)) throw ArmErrors.NoApiVersion();
        return ApiVersionPattern().IsMatch(version) ? version : throw ArmErrors.InvalidApiVersion(version);
    }

    /// <summary>Refuses a subscription that there is not.</summary>
    public static void RequireSubscription(CloudContext cloud, string subscription)
    {
        var options = cloud.Options;
        if (options.SubscriptionIds.Contains(subscription, StringComparer.OrdinalIgnoreCase)) return;
        if (options.AcceptAnySubscription && Guid.TryParse(subscription, out _)) return;
        throw ArmErrors.SubscriptionNotFound(subscription);
    }

    /// <summary>The schema of a type that can be written, in a version.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">What is to be written.</param>
    /// <param name="apiVersion">The version asked for; null where a provider asks, which uses its own.</param>
    public static ResourceSchema Schema(CloudContext cloud, ResourceId id, string? apiVersion)
    {
        RequireNamespace(cloud, id.Type, id.Value);
        var schema = cloud.Catalog.FindByArmType(id.Type)
            ?? throw ArmErrors.TypeNotFound(id.Type, apiVersion, cloud.Catalog.TypesOf(id.Type.Namespace), id.Value);
        if (apiVersion is not null) RequireVersion(id.Type, apiVersion, ApiVersions.For(schema), id.Value);
        return schema;
    }

    /// <summary>
    /// Refuses a type that there is not, or not in a version; what has no schema of its own, as in lists, is read in its parent's
    /// versions.
    /// </summary>
    public static void RequireType(CloudContext cloud, ResourceType type, string apiVersion)
    {
        // Subscriptions, groups and lists of all resources are the control plane's own: they are answered in every version.
        if (type.Namespace.Equals("Microsoft.Resources", StringComparison.OrdinalIgnoreCase)) return;
        RequireNamespace(cloud, type, null);
        var versions = Versions(cloud, type);
        if (versions.Count == 0) throw ArmErrors.TypeNotFound(type, apiVersion, cloud.Catalog.TypesOf(type.Namespace), null);
        RequireVersion(type, apiVersion, versions, null);
    }

    /// <summary>The API versions of a type, newest first; empty for a type that is not known.</summary>
    public static IReadOnlyList<string> Versions(CloudContext cloud, ResourceType type) =>
        (cloud.Catalog.FindByArmType(type) ?? OfParent(cloud, type)) is { } schema
            ? ApiVersions.For(schema) : [];

    // Children that come with their parent may have no schema: the package has no resource for them. They can be read all the
    // same.
    private static ResourceSchema? OfParent(CloudContext cloud, ResourceType type) =>
        cloud.Types.Of(type).CreatedBy == CreatedBy.Parent ? cloud.Catalog.FindByArmType(type.Parent) : null;

    /// <summary>Refuses a version that a type does not have.</summary>
    public static void RequireVersion(ResourceType type, string apiVersion, IReadOnlyList<string> versions, string? target)
    {
        if (!ApiVersions.Include(versions, apiVersion))
            throw ArmErrors.NoSuchVersion(type, apiVersion, versions, target);
    }

    /// <summary>Refuses what the caller has no right to.</summary>
    public static void RequireRight(IAccessControl access, string? principal, ResourceId scope, string action)
    {
        // Actions name groups, and lists of all resources, as what subscriptions have.
        foreach (var own in (ReadOnlySpan<string>)["resourceGroups", "resources"])
        {
            if (action.StartsWith($"Microsoft.Resources/{own}/", StringComparison.OrdinalIgnoreCase))
                action = $"Microsoft.Resources/subscriptions/{action["Microsoft.Resources/".Length..]}";
        }

        // Who is not named is the deployer, who may do everything.
        if (principal is not null && !access.IsAllowed(principal, scope, action, isDataAction: false))
            throw ArmErrors.NotAuthorized(principal, action, scope);
    }

    /// <summary>What has to be there before something can be written.</summary>
    public static void CheckSurroundings(CloudContext cloud, ResourceId id)
    {
        if (id.SubscriptionId is { } subscription) RequireSubscription(cloud, subscription);
        for (var at = id.Parent; at is not null; at = at.Parent)
        {
            if (at.Type == ResourceType.ResourceGroup && cloud.Store.Find(at.Value) is null)
                throw ArmErrors.GroupNotFound(at.Name);
        }

        if (id.Parent is { } parent && !ImplicitResources.Exists(cloud, parent))
        {
            var isExtension = !id.Type.IsBelow(parent.Type);
            throw isExtension ? ArmErrors.ResourceNotFound(parent) : ArmErrors.ParentNotFound(id);
        }
    }

    /// <summary>Whether who asks may do it.</summary>
    public static void CheckAccess(CloudContext cloud, ResourceId id, string operation, ArmRequestOptions options) =>
        RequireRight(cloud.Access, options.PrincipalId, id, $"{id.Type}/{operation}");

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
        throw ArmErrors.Locked(id, string.Join(',', scopes), isDelete ? "delete" : "write");
    }

    /// <summary>Whether the name is one.</summary>
    public static void CheckName(CloudContext cloud, ResourceId id)
    {
        var rule = cloud.Types.Of(id.Type).Naming;
        if (!rule.Allows(id.Name)) throw rule.Refusal(id.Name, id.Name);
    }

    /// <summary>Whether the region is one, and still the same.</summary>
    public static void CheckLocation(PutContext put)
    {
        if (!put.Schema.HasLocation) return;
        var location = put.Body.Text("location");
        var rule = put.Cloud.Types.Of(put.Id.Type).Location;
        if (string.IsNullOrEmpty(location))
        {
            if (rule == LocationRule.Optional) return;
            throw new ArmException(400, "LocationRequired", "The location property is required for this definition.", "location");
        }

        if (put.Location == Regions.Global ? rule != LocationRule.MayBeGlobal : !Regions.Exists(put.Location))
        {
            var isGroup = put.Id.Type == ResourceType.ResourceGroup;
            throw new ArmException(400, isGroup ? "LocationNotAvailableForResourceGroup" : "LocationNotAvailableForResourceType",
                $"The provided location '{location}' is not available for "
                    + $"{(isGroup ? "resource group" : $"resource type '{put.Id.Type}'")}. List of available regions is "
                    + $"'{Regions.Listed}'.", "location");
        }

        if (put.Existing?.Body.Text("location") is { } old && Regions.Normalize(old) != put.Location)
        {
            throw put.Id.Type == ResourceType.ResourceGroup
                ? new ArmException(409, LocationChangeCode(ResourceType.ResourceGroup),
                    $"Invalid resource group location '{location}'. The Resource group already exists in location '{old}'.",
                    "location")
                : new ArmException(409, LocationChangeCode(put.Id.Type),
                    $"The resource '{put.Id.Name}' already exists in location '{old}' in resource group "
                        + $"'{put.Id.ResourceGroupName}'. A resource with the same name cannot be created in location "
                        + $"'{location}'. Please select a new resource name.", "location");
        }
    }

    /// <summary>What Azure answers if something is to be in another region than it is.</summary>
    public static string LocationChangeCode(ResourceType type) =>
        type == ResourceType.ResourceGroup ? "InvalidResourceGroupLocation" : "InvalidResourceLocation";

    private static void RequireNamespace(CloudContext cloud, ResourceType type, string? target)
    {
        if (!cloud.Catalog.KnowsNamespace(type.Namespace)) throw ArmErrors.NamespaceNotFound(type.Namespace, target);
    }

    private static bool Covers(string lockId, ResourceId id, bool isDelete)
    {
        var end = lockId.LastIndexOf($"/providers/{Locks}", StringComparison.OrdinalIgnoreCase);
        var scope = lockId[..end];
        // A lock above holds for what is below; deleting something deletes what is below it, so a lock there counts as well.
        return ResourceId.IsWithin(id.Value, scope) || (isDelete && ResourceId.IsWithin(scope, id.Value));
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-[a-zA-Z]+)?$")]
    private static partial Regex ApiVersionPattern();
}
