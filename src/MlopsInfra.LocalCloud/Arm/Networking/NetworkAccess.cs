using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>
/// Decides for all services whether the network lets a caller in: by public network access, network rules, trusted services and
/// private endpoints. Azure Resource Manager has no such rules, and neither has what Azure ML does behind it (jobs, models,
/// components, endpoints, deployments, tokens): "Secure Azure Machine Learning workspace resources using virtual networks",
/// securing the workspace.
/// </summary>
internal sealed class NetworkAccess(CloudContext cloud)
{
    private readonly PrivateReach _reach = new(cloud);

    /// <summary>Why a caller is not let in; null if it is.</summary>
    /// <param name="id">A storage account, vault, registry, workspace or endpoint. Other types let everybody in.</param>
    /// <param name="caller">Where the call comes from.</param>
    public NetworkRefusal? RefusalOf(ResourceId id, CallerPlace caller)
    {
        if (cloud.Find(id.Value) is not { } resource) return null;
        var path = cloud.Types.Of(resource.Type).NetworkPath;
        if (path == NetworkPath.Parent) return RefusalOf(id.Parent!, caller);
        var target = path == NetworkPath.OwnAccessOrParent ? cloud.Find(id.Parent!.Value) ?? resource : resource;
        if (cloud.Types.Of(target.Type).NetworkSurface is not { } surface) return null;
        return caller switch
        {
            CallerPlace.InNetwork network => RefusalOf(resource, target, surface, network),
            CallerPlace.Service service => IsTrusted(resource, surface, service) ? null : Public(resource, surface, null, caller),
            CallerPlace.Internet internet => Public(resource, surface, internet.Address, caller),
            _ => throw new ArgumentException($"A place of this kind is not known: {caller}.", nameof(caller)),
        };
    }

    private NetworkRefusal? RefusalOf(StoredResource resource, StoredResource target, NetworkSurface surface,
        CallerPlace.InNetwork network)
    {
        if (_reach.Obstacle(target.Key, surface, network) is not { } obstacle) return null;
        var refusal = Public(resource, surface, null, network);
        if (refusal is null || !refusal.IsClosed && HasRuleFor(resource, surface, network)) return null;
        return refusal with { Reason = $"{refusal.Reason}, and {obstacle}" };
    }

    private static NetworkRefusal? Public(StoredResource resource, NetworkSurface surface, IPAddress? address, CallerPlace caller)
    {
        if (IsDisabled(resource))
            return new NetworkRefusal(true, resource.Key, "public network access is disabled", caller.ToString());
        if (surface.Rules is null
            || !"Deny".Equals(resource.Body.Text($"{surface.Rules}.defaultAction"), StringComparison.OrdinalIgnoreCase))
            return null;
        if (address is not null
            && resource.Body.Texts($"{surface.Rules}.ipRules[].value").Any(rule => Contains(rule.Value, address))) return null;
        return new NetworkRefusal(false, resource.Key, "its network rules let in nobody else", caller.ToString());
    }

    // Microsoft.Storage writes "Disabled", Microsoft.KeyVault "disabled". "SecuredByPerimeter" is open to what the perimeter lets
    // in: to nobody here.
    private static bool IsDisabled(StoredResource resource) => resource.Body.Text("properties.publicNetworkAccess") is { } access
        && !access.Equals("Enabled", StringComparison.OrdinalIgnoreCase);

    private static bool HasRuleFor(StoredResource resource, NetworkSurface surface, CallerPlace.InNetwork network) =>
        surface.Rules is not null
            && resource.Body.Texts($"{surface.Rules}.virtualNetworkRules[].id").Any(rule => network.SubnetId is { } subnet
            ? rule.Value.Equals(subnet, StringComparison.OrdinalIgnoreCase)
            : rule.Value.StartsWith($"{network.NetworkId}/subnets/", StringComparison.OrdinalIgnoreCase));

    // What is trusted and what resource rules name gets in where public access is disabled, too ("Manage exceptions").
    private static bool IsTrusted(StoredResource resource, NetworkSurface surface, CallerPlace.Service service)
    {
        if (!ResourceId.TryParse(service.ResourceId, out var caller)) return false;
        var bypass = surface.Bypass is null ? "None" : resource.Body.Text(surface.Bypass) ?? "AzureServices";
        if (bypass.Contains("AzureServices", StringComparison.OrdinalIgnoreCase)
            && surface.TrustedTypes.Contains(caller.Type.ToString(), StringComparer.OrdinalIgnoreCase)) return true;
        var rules = surface.Rules is null ? [] : resource.Body.At($"{surface.Rules}.resourceAccessRules") as JsonArray ?? [];
        return rules.OfType<JsonObject>().Any(rule => rule.Text("resourceId") is { } allowed && Names(allowed, caller.Value));
    }

    // A rule names a resource, or all of a type: /subscriptions/S/resourcegroups/*/providers/Microsoft.Logic/workflows/*.
    private static bool Names(string rule, string id)
    {
        var (wanted, given) = (rule.Trim('/').Split('/'), id.Trim('/').Split('/'));
        return wanted.Length == given.Length
            && wanted.Zip(given)
                .All(pair => pair.First == "*" || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Contains(string range, IPAddress address) =>
        IPNetwork.TryParse(range, out var network)
            ? network.Contains(address) : IPAddress.TryParse(range, out var single) && single.Equals(address);
}
