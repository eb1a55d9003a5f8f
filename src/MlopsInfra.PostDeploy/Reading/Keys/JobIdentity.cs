using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads as whom something runs.</summary>
internal static class JobIdentity
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["managed"] = "Managed",
        ["managed_identity"] = "Managed",
        ["user_identity"] = "UserIdentity",
        ["aml_token"] = "AMLToken",
    };

    /// <summary>The value of <c>identity</c>; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? Read(YamlMap owner, string what)
    {
        if (owner.Map("identity") is not { } map) return null;
        if (!map.Has("type")) map.Error(map.Location, $"the identity of {what} needs 'type': {string.Join(", ", Types.Keys)}");
        if (map.Word("type", [.. Types.Keys]) is not { } type) return null;
        var identity = new JsonObject { ["identity_type"] = Types.GetValueOrDefault(type, type) }
            .With("client_id", map.Text("client_id"))
            .With("object_id", map.Text("object_id"))
            .With("resource_id", map.Text("msi_resource_id"));
        UnknownKeys.Keep(map, $"the identity of {what}", identity);
        return identity;
    }
}
