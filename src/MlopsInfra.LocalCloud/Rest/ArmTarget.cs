using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What a path below Azure Resource Manager points at.</summary>
/// <param name="Kind">A resource, a list of resources, or an action on a resource.</param>
/// <param name="Id">The resource; of a list, what it is below (null: the tenant), as of an action of a provider.</param>
/// <param name="Type">The full type of the resource or of the list's elements.</param>
/// <param name="Action">The action's name; empty for the others.</param>
internal sealed record ArmTarget(TargetKind Kind, ResourceId? Id, ResourceType Type, string Action)
{
    /// <summary>Reads a path.</summary>
    /// <param name="method">The HTTP method: POST tells an action from a list.</param>
    /// <param name="path">The decoded path.</param>
    /// <returns>Null if the path is none of Azure Resource Manager's.</returns>
    public static ArmTarget? Parse(string method, string path)
    {
        path = WithProvider(path);
        if (ResourceId.TryParse(path, out var id)) return new ArmTarget(TargetKind.Resource, id, id.Type, "");
        var segments = path.Trim('/').Split('/');
        if (segments.Length % 2 == 0 || segments.Any(string.IsNullOrWhiteSpace)) return null;
        var last = segments[^1];
        if (IsProviders(last)) return null;
        if (method == "POST" && segments.Length == 3 && IsProviders(segments[0]))
            return new ArmTarget(TargetKind.Action, null, $"{segments[1]}/{last}", last);
        if (method == "POST")
            return ResourceId.TryParse(Join(segments[..^1]), out id) ? new ArmTarget(TargetKind.Action, id, id.Type, last) : null;
        if (segments.Length >= 3 && IsProviders(segments[^3])) return ParseProviderList(segments, $"{segments[^2]}/{last}");
        return ResourceId.TryParse(Join(segments[..^1]), out id)
            ? new ArmTarget(TargetKind.Collection, id, ChildType(id, last), "") : null;
    }

    // Deployments of a group are older than providers: clients still ask for their operations without one.
    private static string WithProvider(string path) =>
        path.Trim('/').Split('/') is [_, _, var groups, _, var deployments, ..] segments
        && groups.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase)
        && deployments.Equals("deployments", StringComparison.OrdinalIgnoreCase)
        ? Join([.. segments[..4], "providers", "Microsoft.Resources", .. segments[4..]]) : path;

    private static ArmTarget? ParseProviderList(string[] segments, string type)
    {
        if (segments.Length == 3) return new ArmTarget(TargetKind.Collection, null, type, "");
        return ResourceId.TryParse(Join(segments[..^3]), out var scope)
            ? new ArmTarget(TargetKind.Collection, scope, type, "") : null;
    }

    private static string ChildType(ResourceId parent, string segment) =>
        parent.Type == ResourceType.Subscription || parent.Type == ResourceType.ResourceGroup
            ? $"Microsoft.Resources/{segment}" : $"{parent.Type}/{segment}";

    private static bool IsProviders(string segment) => segment.Equals("providers", StringComparison.OrdinalIgnoreCase);

    private static string Join(string[] segments) => "/" + string.Join('/', segments);
}
