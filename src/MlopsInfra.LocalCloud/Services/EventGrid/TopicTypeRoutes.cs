using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>
/// The kinds of system topics, and the events of each: those of the types that the local cloud knows events of.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class TopicTypeRoutes(CloudContext cloud) : IPathRoutes
{
    private const string TypeName = "Microsoft.EventGrid/topicTypes";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        var sources = cloud.Types.All.Where(type => type.EventSource is not null).ToList();
        if (request.Match($"GET providers/{TypeName}") is not null)
        {
            await request.Rest.AnswerAsync(200, Page.Whole(sources.Select(Show)));
            return true;
        }

        var isEvents = request.Match($"GET providers/{TypeName}/*/eventTypes") is not null;
        if (!isEvents && request.Match($"GET providers/{TypeName}/*") is null) return false;
        var asked = request.Segments[3];
        var source = sources.Find(each => asked.Equals(each.EventSource!.TopicType, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArmException(404, "ResourceNotFound", $"The topic type '{asked}' was not found.", asked);
        await request.Rest.AnswerAsync(200,
            isEvents ? Page.Whole(source.EventSource!.EventTypes.Select(name => Event(source.EventSource, name))) : Show(source));
        return true;
    }

    private static JsonObject Show(AzureResource source) => new()
    {
        ["id"] = $"providers/{TypeName}/{source.EventSource!.TopicType}",
        ["name"] = source.EventSource.TopicType,
        ["type"] = TypeName,
        ["properties"] = new JsonObject
        {
            ["provider"] = source.Type.Namespace,
            ["displayName"] = source.EventSource.TopicType,
            ["resourceRegionType"] = "RegionalResource",
            ["provisioningState"] = "Succeeded",
        },
    };

    private static JsonObject Event(EventSource source, string name) => new()
    {
        ["id"] = $"providers/{TypeName}/{source.TopicType}/eventTypes/{name}",
        ["name"] = name,
        ["type"] = $"{TypeName}/eventTypes",
        ["properties"] = new JsonObject { ["displayName"] = name[(name.LastIndexOf('.') + 1)..], ["isInDefaultSet"] = true },
    };
}
