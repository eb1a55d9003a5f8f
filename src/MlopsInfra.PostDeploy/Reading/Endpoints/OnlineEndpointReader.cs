using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads online endpoints, managed and on Kubernetes.</summary>
internal static class OnlineEndpointReader
{
    private const string What = "an online endpoint";

    private static readonly Dictionary<string, string> AuthModes = new()
    {
        ["key"] = "Key", ["aml_token"] = "AMLToken", ["aad_token"] = "AADToken",
    };

    private static readonly Dictionary<string, string> Accesses = new() { ["enabled"] = "enabled", ["disabled"] = "disabled" };

    private static readonly Dictionary<string, string> Identities = new()
    {
        ["system_assigned"] = "SystemAssigned", ["user_assigned"] = "UserAssigned", ["none"] = "None",
    };

    public static OnlineEndpointDefinition? Load(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "online endpoint", (map, _) => Read(folder, map));

    private static OnlineEndpointDefinition Read(FolderReader folder, YamlMap map)
    {
        var name = EndpointName.Read(map, "name", What, What);
        var properties = new JsonObject()
            .With("description", map.Text("description"))
            .With("authMode", Words.Read(map, "auth_mode", AuthModes))
            .With("properties", Tags.Read(map, "properties"))
            .With("publicNetworkAccess", Words.Read(map, "public_network_access", Accesses));
        if (ReferenceReader.Compute(folder, map, "compute", isOfJob: true) is { } compute)
        {
            properties.With("compute", new ComputeLink(compute with { CanBeLeftOut = false }));
            if (map.Has("public_network_access"))
                map.Error(map.At("public_network_access"),
                    "'public_network_access' is of managed endpoints; this one has a 'compute'");
        }

        var traffic = Shares(map, "traffic");
        var mirror = Shares(map, "mirror_traffic");
        CheckTraffic(folder, map, traffic);
        map.Ignore("$schema", "id", "provisioning_state", "scoring_uri", "openapi_uri", "location", "kind");
        var content = new JsonObject { ["properties"] = properties }
            .With("identity", Identity(map)).With("tags", Tags.Read(map));
        map.NoOthers(What);
        return new OnlineEndpointDefinition(name, map.Location)
        {
            Content = content,
            Traffic = traffic,
            MirrorTraffic = mirror,
            Targets = Targets(map),
        };
    }

    /// <summary>Percent by deployment. Those that get nothing are left out, as `az ml` does.</summary>
    private static JsonObject? Shares(YamlMap owner, string key)
    {
        if (owner.Map(key) is not { } map) return null;
        var shares = new JsonObject();
        foreach (var (deployment, _) in map.Entries)
        {
            var text = map.Text(deployment) ?? "";
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var share) || share > 100)
                map.Error(map.At(deployment), $"'{key}' gives '{deployment}' '{text}'; allowed: whole percent from 0 to 100");
            if (share != 0) shares[deployment] = share;
        }

        return shares;
    }

    private static void CheckTraffic(FolderReader folder, YamlMap map, JsonObject? traffic)
    {
        var sum = traffic?.Sum(share => share.Value!.GetValue<long>()) ?? 0;
        if (sum > 100)
            map.Error(map.At("traffic"), $"'traffic' adds up to {sum} percent; at most 100");
        else if (sum is not (0 or 100))
            folder.Errors.Warn(map.At("traffic"), $"'traffic' adds up to {sum} percent; Azure takes 0 or 100");
    }

    private static Dictionary<string, SourceLocation> Targets(YamlMap map)
    {
        var targets = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var key in (string[])["traffic", "mirror_traffic"])
        {
            if (map.Map(key) is not { } shares) continue;
            foreach (var (deployment, value) in shares.Entries)
                if (value is not YamlScalarNode { Value: "0" }) targets.TryAdd(deployment, map.At(value));
        }

        return targets;
    }

    private static JsonObject? Identity(YamlMap owner)
    {
        if (owner.Map("identity") is not { } map) return null;
        if (!map.Has("type")) map.Error(map.Location, $"'identity' needs 'type': {string.Join(", ", Identities.Keys)}");
        var identity = new JsonObject().With("type", Words.Read(map, "type", Identities));
        if (map.Node("user_assigned_identities") is { } node)
        {
            var ids = new JsonObject();
            foreach (var item in node is YamlSequenceNode list ? list.Children : [])
            {
                if (map.AsMap(item, "an identity") is not { } entry) continue;
                if (entry.Required("resource_id", "an identity") is { Length: > 0 } id) ids[id] = new JsonObject();
                entry.Ignore("client_id", "principal_id", "object_id");
                entry.NoOthers("an identity");
            }

            if (ids.Count == 0) map.Error(map.At(node), "'user_assigned_identities' has to be a list with one 'resource_id'");
            if (ids.Count > 1)
                map.Error(map.At(node), $"an endpoint has one identity; 'user_assigned_identities' names {ids.Count}");
            identity["userAssignedIdentities"] = ids;
        }

        map.Ignore("principal_id", "tenant_id");
        map.NoOthers("'identity'");
        return identity;
    }
}
