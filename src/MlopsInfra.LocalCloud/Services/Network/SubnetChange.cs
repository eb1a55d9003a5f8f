using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>What can't be changed of a subnet while something has an address in it.</summary>
internal static class SubnetChange
{
    /// <summary>Refuses to take addresses or delegations away from under their user.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="existing">The subnet as it is.</param>
    /// <param name="body">The subnet as it is to be: with <c>properties</c>.</param>
    /// <exception cref="ArmException">Somebody uses it.</exception>
    public static void Check(CloudContext cloud, StoredResource existing, JsonObject body)
    {
        var (before, now) = (Prefixes(existing.Body), Prefixes(body));
        var gone = before.Except(now, StringComparer.OrdinalIgnoreCase).ToList();
        var delegations = !Delegations(existing.Body).SequenceEqual(Delegations(body), StringComparer.OrdinalIgnoreCase);
        if ((gone.Count == 0 && !delegations) || NetworkUse.UserOf(cloud, existing) is not { } user) return;
        if (gone.Count > 0)
        {
            // One prefix in place of another is a change of the subnet; one less of several is a deletion.
            throw before.Count == 1
                ? new ArmException(400, "InUseSubnetCannotBeUpdated",
                    $"Subnet {existing.Name} is in use by {user} and cannot be updated.", existing.Key)
                : new ArmException(400, "InUsePrefixCannotBeDeleted",
                    $"IpPrefix {gone[0]} on Subnet {existing.Name} has active allocations and cannot be deleted. It is used by "
                        + $"{user}.", existing.Key);
        }

        throw new ArmException(400, "SubnetDelegationsCannotChangeWhenSubnetUsedByResource",
            $"Delegations of subnet {existing.Key} cannot be changed from [{string.Join(',', Delegations(existing.Body))}] to "
                + $"[{string.Join(',', Delegations(body))}] because it is being used by the resource {user}.", existing.Key);
    }

    /// <summary>The address prefixes of a subnet, in either form.</summary>
    public static List<string> Prefixes(JsonObject subnet) =>
        [.. subnet.Text("properties.addressPrefix") is { } prefix
            ? [prefix] : subnet.Texts("properties.addressPrefixes[]").Select(found => found.Value)];

    private static List<string> Delegations(JsonObject subnet) =>
        [.. subnet.Texts("properties.delegations[].properties.serviceName").Select(found => found.Value)
            .Order(StringComparer.OrdinalIgnoreCase)];
}
