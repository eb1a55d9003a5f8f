using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Rules for tags of single types that are stricter than Resource Manager's.</summary>
internal static class TagRules
{
    /// <summary>
    /// The endpoints of Azure ML take no tag without a value, and judge all tags of a request
    /// (github.com/Azure/azure-sdk-for-python/issues/41586).
    /// </summary>
    private static readonly HashSet<string> ValuesNeeded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.MachineLearningServices/workspaces/batchEndpoints",
        "Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments",
        "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
        "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
    };

    /// <summary>Refuses tags that the type does not take.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="body">The body as it was sent, with its nulls.</param>
    /// <exception cref="ArmException">A tag has no value.</exception>
    public static void Check(ResourceId id, JsonObject body)
    {
        if (!ValuesNeeded.Contains(id.Type) || body["tags"] is not JsonObject tags) return;
        var empty = tags.Where(tag => tag.Value is null
            || (tag.Value is JsonValue value && value.TryGetValue(out string? text) && text.Length == 0)).Select(tag => tag.Key)
            .ToList();
        if (empty.Count > 0)
            throw new ArmException(400, "UserError", $"Tag values must not be null or empty: {string.Join(", ", empty)}.",
                "tags");
    }
}
