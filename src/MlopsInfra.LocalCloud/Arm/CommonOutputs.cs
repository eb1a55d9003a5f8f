using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What Azure computes for every type: id, name, type, state, identities, who wrote it when.</summary>
internal static class CommonOutputs
{
    /// <summary>Adds it.</summary>
    public static void Complete(PutContext put, JsonObject computed, DateTimeOffset created, DateTimeOffset changed)
    {
        computed["id"] = put.Id.Value;
        computed["name"] = put.Id.Name;
        computed["type"] = put.Id.Type.ToString();
        if (put.Location.Length > 0) computed["location"] = put.Location;
        var outputs = put.Schema.Outputs;
        computed["properties"] = new JsonObject();
        if (outputs.Find("provisioningState") is { } state) computed.Set(state.ArmPath, "Succeeded");
        if (outputs.Find("properties")?.Type is TypeSchema.Object inner && inner.Schema.Find("provisioningState") is not null)
            computed.Set("properties.provisioningState", "Succeeded");
        foreach (var name in (ReadOnlySpan<string>)["etag", "eTag"])
        {
            if (outputs.Find(name) is { } etag && put.Body.Text(etag.ArmPath) is null)
                computed.Set(etag.ArmPath, $"\"{MadeUpIds.From(put.Id.Value, CanonicalJson.Text(put.Body))}\"");
        }

        if (outputs.Find("systemData") is not null) computed["systemData"] = SystemData(put.Cloud.Options, created, changed);
        if (put.Body["identity"] is JsonObject identity) computed["identity"] = Identity(put, identity);
    }

    private static JsonObject SystemData(LocalCloudOptions options, DateTimeOffset created, DateTimeOffset changed) => new()
    {
        ["createdBy"] = options.DeployerClientId,
        ["createdByType"] = "Application",
        ["createdAt"] = Time(created),
        ["lastModifiedBy"] = options.DeployerClientId,
        ["lastModifiedByType"] = "Application",
        ["lastModifiedAt"] = Time(changed),
    };

    /// <summary>A time as ARM writes it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'");

    private static JsonObject Identity(PutContext put, JsonObject identity)
    {
        var result = new JsonObject();
        var kind = identity["type"]?.GetValue<string>() ?? "";
        if (kind.Contains("SystemAssigned", StringComparison.OrdinalIgnoreCase))
        {
            result["principalId"] = MadeUpIds.From("principal", put.Id.Value);
            result["tenantId"] = put.Cloud.Options.TenantId;
        }

        if (identity["userAssignedIdentities"] is JsonObject assigned)
        {
            result["userAssignedIdentities"] =
                new JsonObject(assigned.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject
            {
                ["principalId"] = put.Cloud.Find(pair.Key)?.Computed.Text("properties.principalId"),
                ["clientId"] = put.Cloud.Find(pair.Key)?.Computed.Text("properties.clientId"),
            })));
        }

        return result;
    }
}
