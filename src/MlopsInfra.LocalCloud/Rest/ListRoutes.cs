using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Lists: below a parent, in a group, in a whole subscription; and those that services have of their own.</summary>
internal sealed class ListRoutes(IResourceManager resources, IResourceCatalog catalog, ResourceView view,
    RestBehaviors behaviors, ListFilters filters, IEnumerable<IListing> listings)
{
    private readonly IListing[] _listings = [.. listings];

    public async Task HandleAsync(ArmRequest request)
    {
        if (Array.Find(_listings, listing => listing.Covers(request.Target.Type)) is { } own)
        {
            if (request.Target.Id is { } scope) RequireParent(scope);
            await request.Rest.AnswerAsync(200, own.Answer(request));
            return;
        }

        var type = request.Target.Type;
        if (request.Target.Id is null) throw ArmErrors.NotOfTenant(type);
        // The control plane's own namespace is not checked before: its groups and lists have no schema.
        if (catalog.ApiVersions(type).Count == 0) throw ArmErrors.TypeNotFound(type, request.ApiVersion, [], null);
        var found = Find(request);
        var all = behaviors.Of(type).Filter(request, found) ?? filters.Apply(request, found);
        var page =
            Page.Of(request.Rest, all, resource => view.Show(request.Rest, ResourceId.Parse((string)resource["id"]!), resource));
        await request.Rest.AnswerAsync(200, page);
    }

    private IReadOnlyList<JsonObject> Find(ArmRequest request)
    {
        RequireParent(request.Id);
        return resources.List(request.Id, request.Target.Type);
    }

    private void RequireParent(ResourceId parent)
    {
        if (parent.Type == ResourceType.Subscription || resources.Find(parent) is not null) return;
        if (parent.Type == ResourceType.ResourceGroup) throw ArmErrors.GroupNotFound(parent.Name);
        if (behaviors.Of(parent.Type).ListsWithoutParent(parent.Type)) return;
        throw ArmErrors.ListParentNotFound(parent);
    }
}
