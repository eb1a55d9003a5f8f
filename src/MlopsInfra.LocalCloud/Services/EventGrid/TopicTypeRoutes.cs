using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>What system topics can be of: the types of this cloud that raise events.</summary>
internal sealed class TopicTypeRoutes(CloudContext cloud) : IPathRoutes
{
    private const string TypeName = "Microsoft.EventGrid/topicTypes";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match($"GET providers/{TypeName}") is null) return false;
        var types = cloud.Types.All.Where(type => type.EventSource is not null).Select(Show)
            .OrderBy(type => (string)type["name"]!);
        await request.Rest.AnswerAsync(200, new JsonObject { ["value"] = new JsonArray([.. types]) });
        return true;
    }

    private static JsonNode Show(AzureResource type) => new JsonObject
    {
        ["id"] = $"providers/{TypeName}/{type.EventSource!.TopicType}",
        ["type"] = TypeName,
        ["name"] = type.EventSource!.TopicType,
        ["properties"] = new JsonObject
        {
            ["provider"] = type.Type.Namespace,
            ["displayName"] = type.EventSource!.TopicType,
            ["resourceRegionType"] = "RegionalResource",
            ["provisioningState"] = "Succeeded",
        },
    };
}
