using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Lists: below a parent, in a group, in a whole subscription.</summary>
internal sealed class ListRoutes(IResourceManager resources, IResourceCatalog catalog, ResourceView view,
    RestBehaviors behaviors)
{
    /// <summary>What a list of all of a group's resources is asked for by.</summary>
    private const string AllResources = "Microsoft.Resources/resources";

    public async Task HandleAsync(ArmRequest request)
    {
        var all = behaviors.Of(request.Target.Type).Filter(request, Find(request));
        var page =
            Page.Of(request.Rest, all, resource => view.Show(request.Rest, ResourceId.Parse((string)resource["id"]!), resource));
        await request.Rest.AnswerAsync(200, page);
    }

    private IReadOnlyList<JsonObject> Find(ArmRequest request)
    {
        var type = request.Target.Type;
        if (type == ResourceType.ResourceGroup) return resources.List(request.Id, ResourceType.ResourceGroup);
        if (type == AllResources) return [.. TopLevelTypes().SelectMany(each => resources.List(request.Id, each))];
        RequireParent(request.Id);
        return resources.List(request.Id, type);
    }

    private IEnumerable<string> TopLevelTypes() =>
        catalog.Types.Where(type => type.Count(character => character == '/') == 1
            && !type.StartsWith("Microsoft.Resources/", StringComparison.Ordinal));

    private void RequireParent(ResourceId parent)
    {
        if (parent.Type == ResourceType.Subscription || resources.Find(parent) is not null) return;
        if (parent.Type == ResourceType.ResourceGroup) throw ArmErrors.GroupNotFound(parent.Name);
        if (behaviors.Of(parent.Type).ListsWithoutParent(parent.Type)) return;
        throw ArmErrors.ListParentNotFound(parent);
    }
}
