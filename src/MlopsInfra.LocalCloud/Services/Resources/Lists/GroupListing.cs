using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Lists;

/// <summary>The groups of a subscription. Azure filters them by tags alone.</summary>
internal sealed class GroupListing(IResourceManager resources, ResourceView view) : IListing
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public bool Covers(ResourceType type) => type == ResourceType.ResourceGroup;

    /// <inheritdoc/>
    public JsonObject Answer(ArmRequest request)
    {
        var matches = ListQuery.Compile<JsonObject>(request.Rest, filter =>
        {
            var tags = TagFilter.Compile(filter);
            return group => tags(group["tags"] as JsonObject);
        });
        return Page.Of(request.Rest, [.. resources.List(request.Id, ResourceType.ResourceGroup).Where(matches)],
            group => view.Show(request.Rest, ResourceId.Parse((string)group["id"]!), group), Most);
    }
}
