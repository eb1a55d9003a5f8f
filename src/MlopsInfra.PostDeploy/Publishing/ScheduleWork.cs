using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>A schedule as it is wanted, beside what is there. Schedules have no versions: the hash is kept in a tag.</summary>
/// <param name="definition">The schedule.</param>
/// <param name="graph">The assets of the folder.</param>
/// <param name="found">What a GET showed; null if there is none.</param>
internal sealed class ScheduleWork(ScheduleDefinition definition, AssetGraph graph, JsonObject? found)
{
    public string Name => definition.Name;

    public string Hash { get; } = graph.Hash(definition.Properties);

    /// <summary>What has to be registered before it.</summary>
    public IReadOnlyList<Asset> Needs { get; } = graph.Needs(definition.Properties);

    public string Path => PathOf(Name);

    public PublishOperation Op =>
        found is null ? PublishOperation.Create
        : found["properties"]?["tags"]?[ContentTag.Name]?.GetValue<string>() == Hash ? PublishOperation.Same
        : PublishOperation.Update;

    /// <summary>The API version that it is written with; null for the one of everything else.</summary>
    public string? ApiVersion => definition.ApiVersion;

    public static string PathOf(string name) => $"schedules/{name}";

    /// <summary>The body of the PUT.</summary>
    public JsonObject Body(LinkTargets targets)
    {
        var properties = Wire.Resolve(definition.Properties, targets);
        properties["tags"]![ContentTag.Name] = Hash;
        return new JsonObject { ["properties"] = properties };
    }
}
