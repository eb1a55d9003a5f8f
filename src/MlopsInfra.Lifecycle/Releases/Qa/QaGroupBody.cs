using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>The body of a PUT of a container group, from what a GET shows of it.</summary>
internal static class QaGroupBody
{
    private static readonly string[] ReadOnly =
    [
        "provisioningState", "instanceView", "isCustomProvisioningTimeout", "provisioningTimeoutInSeconds",
        "isCreatedFromStandbyPool",
    ];

    /// <summary>Changes image, variables and tags of the first container; everything else stays.</summary>
    /// <param name="shown">The group as a GET shows it.</param>
    /// <param name="image">The image, with its registry's host.</param>
    /// <param name="variables">Variables that are set.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="secrets">What a GET hides.</param>
    public static JsonObject Of(JsonObject shown, string image, IReadOnlyDictionary<string, string> variables,
        IReadOnlyDictionary<string, string> tags, GroupSecrets secrets)
    {
        var body = new JsonObject { ["location"] = shown["location"]!.DeepClone(), ["tags"] = JsonTags.Of(tags) };
        if (shown["zones"] is JsonArray { Count: > 0 } zones) body["zones"] = zones.DeepClone();
        if (JsonIdentity.Of(shown["identity"]) is { } identity) body["identity"] = identity;
        var properties = shown["properties"]!.DeepClone().AsObject();
        body["properties"] = properties;
        foreach (var name in ReadOnly) properties.Remove(name);
        foreach (var list in (string[])["containers", "initContainers"])
        {
            foreach (var container in (properties[list] as JsonArray ?? []).OfType<JsonObject>())
            {
                container["properties"]!.AsObject().Remove("instanceView");
                Fill(container, secrets);
            }
        }

        var scoring = properties["containers"]![0]!["properties"]!.AsObject();
        scoring["image"] = image;
        Set(scoring, variables);
        Address(properties);
        if (properties["diagnostics"]?["logAnalytics"] is JsonObject logs) logs["workspaceKey"] = secrets.WorkspaceKey;
        return body;
    }

    private static void Fill(JsonObject container, GroupSecrets secrets)
    {
        foreach (var variable in (container["properties"]!["environmentVariables"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (variable["value"] is null && variable["secureValue"] is null && variable["secureValueReference"] is null)
                variable["secureValue"] = secrets.ConnectionString;
        }
    }

    private static void Set(JsonObject container, IReadOnlyDictionary<string, string> variables)
    {
        if (container["environmentVariables"] is not JsonArray list) container["environmentVariables"] = list = [];
        foreach (var (name, value) in variables)
        {
            var existing = list.OfType<JsonObject>().FirstOrDefault(variable => (string?)variable["name"] == name);
            if (existing is null) list.Add(new JsonObject { ["name"] = name, ["value"] = value });
            else existing["value"] = value;
        }
    }

    // Address and full name are Azure's; the ports are those of the container.
    private static void Address(JsonObject properties)
    {
        if (properties["ipAddress"] is not JsonObject address) return;
        address.Remove("ip");
        address.Remove("fqdn");
        if (properties["containers"]![0]!["properties"]!["ports"] is JsonArray { Count: > 0 } ports)
            address["ports"] = ports.DeepClone();
    }
}
