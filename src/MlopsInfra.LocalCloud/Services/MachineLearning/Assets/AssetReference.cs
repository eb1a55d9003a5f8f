using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>What a reference means.</summary>
/// <param name="Id">The id of the version, or its URI in a registry.</param>
/// <param name="Resource">The version; null for one in a registry, which is not looked into.</param>
internal sealed record AssetReference(string Id, JsonObject? Resource)
{
    public JsonObject? Properties => Resource?["properties"] as JsonObject;
}
