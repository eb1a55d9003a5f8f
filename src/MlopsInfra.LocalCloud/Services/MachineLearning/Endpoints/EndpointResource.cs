using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>An endpoint, or a deployment of one.</summary>
/// <param name="name">The type below the workspace, as in <c>batchEndpoints/deployments</c>.</param>
internal abstract class EndpointResource(string name) : MachineLearningResource(name)
{
    /// <summary>
    /// Refuses a tag without a value: none is taken, and all tags of a request are looked at
    /// (github.com/Azure/azure-sdk-for-python/issues/41586).
    /// </summary>
    public override void CheckSent(ResourceId id, JsonObject body)
    {
        if (body["tags"] is not JsonObject tags) return;
        var empty = tags.Where(tag => tag.Value is null
            || (tag.Value is JsonValue value && value.TryGetValue(out string? text) && text.Length == 0)).Select(tag => tag.Key)
            .ToList();
        if (empty.Count > 0)
            throw new ArmException(400, "UserError", $"Tag values must not be null or empty: {string.Join(", ", empty)}.",
                "tags");
    }
}
