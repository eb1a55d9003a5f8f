using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Validation;

namespace MlopsInfra.LocalCloud.Rules;

/// <summary>
/// Properties that can't change once a resource is there. The providers' diff turns such a change into a replacement; a PUT that
/// tries it all the same is refused.
/// </summary>
internal static class Immutability
{
    /// <summary>ARM paths by type; a path stands for all that is below it.</summary>
    private static readonly Dictionary<string, string[]> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage/storageAccounts"] = ["properties.isHnsEnabled", "properties.isNfsV3Enabled", "properties.encryption.requireInfrastructureEncryption"],
        ["Microsoft.KeyVault/vaults"] = ["properties.tenantId"],
        ["Microsoft.Insights/components"] = ["properties.Application_Type"],
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = [],
        ["Microsoft.Authorization/roleAssignments"] = ["properties.principalId", "properties.roleDefinitionId", "properties.scope"],
        ["Microsoft.MachineLearningServices/workspaces"] =
        [
            "properties.storageAccount", "properties.keyVault", "properties.hbiWorkspace", "properties.encryption", "properties.enableDataIsolation", "kind", "properties.hubResourceId",
        ],
        ["Microsoft.ContainerService/managedClusters"] =
        [
            "properties.dnsPrefix", "properties.nodeResourceGroup", "properties.networkProfile.networkPlugin", "properties.networkProfile.serviceCidr",
            "properties.networkProfile.dnsServiceIP", "properties.networkProfile.loadBalancerSku", "properties.apiServerAccessProfile.enablePrivateCluster",
            "properties.fqdnSubdomain", "properties.diskEncryptionSetID",
        ],
        ["Microsoft.ContainerService/managedClusters/agentPools"] =
        [
            "properties.vmSize", "properties.osDiskSizeGB", "properties.osDiskType", "properties.osType", "properties.availabilityZones", "properties.vnetSubnetID",
            "properties.maxPods", "properties.type", "properties.scaleSetPriority", "properties.enableNodePublicIP", "properties.enableEncryptionAtHost", "properties.enableUltraSSD",
        ],
        ["Microsoft.EventGrid/systemTopics"] = ["properties.source", "properties.topicType"],
        ["Microsoft.Network/privateEndpoints"] = ["properties.subnet"],
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = ["properties.virtualNetwork"],
        ["Microsoft.KubernetesConfiguration/extensions"] = ["properties.extensionType", "properties.scope"],
        ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints"] = ["properties.authMode", "properties.compute"],
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints"] = ["properties.authMode"],
    };

    /// <summary>Changes that Azure takes and ignores: a PUT answers 200 and nothing happens. A diff has to call them a replacement.</summary>
    private static readonly Dictionary<string, string[]> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        // Azure ML: only scaleSettings of a cluster can change (OpenAPI 2025-12-01: PATCH takes scaleSettings alone).
        ["Microsoft.MachineLearningServices/workspaces/computes"] = ["properties", "location", "sku"],
    };

    private static readonly Dictionary<string, string[]> Changeable = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.MachineLearningServices/workspaces/computes"] = ["properties.properties.scaleSettings", "properties.description"],
    };

    /// <summary>Whether a change at a path can't be done in place.</summary>
    public static bool ForcesReplacement(string type, string armPath) =>
        !IsBelow(Changeable, type, armPath) && (IsBelow(Table, type, armPath) || IsBelow(Ignored, type, armPath));

    /// <summary>Refuses a PUT that changes what can't be changed, and undoes what Azure ignores.</summary>
    public static void Check(PutContext put)
    {
        if (put.Existing is not { } existing) return;
        foreach (var path in Table.GetValueOrDefault(put.Id.Type, []))
        {
            var (old, now) = (existing.Body.At(path), put.Body.At(path));
            // Leaving a property out keeps it.
            if (now is null || Same(old, now)) continue;
            throw new ArmException(put.Id.Type.StartsWith("Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase) ? 400 : 409,
                Code(put.Id.Type), $"Changing property '{path}' of '{put.Id.Name}' is not allowed: it can only be set when the resource is created.", path);
        }

        if (Ignored.ContainsKey(put.Id.Type)) Restore(put, existing.Body);
    }

    private static void Restore(PutContext put, JsonObject old)
    {
        var kept = old.DeepClone().AsObject();
        foreach (var path in Changeable.GetValueOrDefault(put.Id.Type, []))
        {
            if (put.Body.At(path) is { } changed) kept.Set(path, changed.DeepClone());
        }

        foreach (var name in (string[])["properties", "location", "sku"])
        {
            if (kept[name] is { } value) put.Body[name] = value.DeepClone();
            else put.Body.Remove(name);
        }
    }

    private static bool Same(JsonNode? old, JsonNode now) => old is not null && string.Equals(CanonicalJson.Text(old), CanonicalJson.Text(now), StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(Dictionary<string, string[]> table, string type, string path) =>
        table.GetValueOrDefault(type, []).Any(prefix =>
            path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] is '.' or '['));

    private static string Code(string type) => type switch
    {
        "Microsoft.Authorization/roleAssignments" => "RoleAssignmentUpdateNotPermitted",
        _ => "PropertyChangeNotAllowed",
    };
}
