using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>What a reference means.</summary>
/// <param name="Id">The id of the version, or its URI in a registry.</param>
/// <param name="Resource">The version; null for one in a registry, which is not looked into.</param>
internal sealed record AssetReference(string Id, JsonObject? Resource)
{
    public JsonObject? Properties => Resource?["properties"] as JsonObject;

    /// <summary>
    /// The specification of a component, as far as it says what inputs and outputs there are; null for one in a registry, and for
    /// one that the service makes of a job.
    /// </summary>
    public JsonObject? Interface =>
        Properties?["componentSpec"] is JsonObject spec && spec["sourceJobId"].AsText() is not { Length: > 0 } ? spec : null;
}
