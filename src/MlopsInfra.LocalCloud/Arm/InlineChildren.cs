using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// Children that may be declared in their parent and are resources all the same, as subnets of a network: what is written in one
/// place is seen in both.
/// </summary>
/// <param name="type">The children's type.</param>
/// <param name="path">Where they stand in their parent, as in <c>properties.subnets</c>.</param>
/// <param name="isFlat">Whether their properties stand beside their name there, as those of node pools do.</param>
internal sealed class InlineChildren(ResourceType type, string path, bool isFlat = false)
{
    /// <summary>What a PUT of the parent writes: a child for each that it declares, and no more for those that it did.</summary>
    /// <param name="put">The PUT of the parent.</param>
    public IEnumerable<StoreChange> Writes(PutContext put)
    {
        foreach (var item in put.Body.Objects(path)) yield return Written(put, item);
        foreach (var child in Dropped(put)) yield return new StoreChange(child.Key, null);
    }

    /// <summary>The children that were declared in the parent before and are not any more.</summary>
    /// <param name="put">The PUT of the parent. One that does not speak of them at all leaves them alone.</param>
    public IEnumerable<StoredResource> Dropped(PutContext put)
    {
        if (put.Existing is not { } existing || put.Body.At(path) is null) return [];
        var (before, now) = (NamesIn(existing.Body), NamesIn(put.Body));
        return Of(put.Cloud, put.Id.Value).Where(child => before.Contains(child.Name) && !now.Contains(child.Name));
    }

    /// <summary>Shows all children of a parent: those that it declares in their order, then those that stand alone.</summary>
    /// <param name="show">The parent.</param>
    public void Show(ShowContext show)
    {
        var children = Of(show.Cloud, show.Stored.Key)
            .ToDictionary(child => child.Name, child => child, StringComparer.OrdinalIgnoreCase);
        if (children.Count == 0) return;
        var declared = show.Stored.Body.Objects(path).Select(item => item.Text("name") ?? "").Where(children.ContainsKey);
        var names = declared.Concat(children.Keys.Order(StringComparer.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        show.Shown.Set(path, new JsonArray(
            [.. names.Select(name => (JsonNode)Shown(Views.Written(show.Cloud, children[name])))]));
    }

    /// <summary>The parent without a child of its, where it declares it: so that its next PUT does not bring it back.</summary>
    /// <param name="delete">The deletion of the child.</param>
    public IEnumerable<StoreChange> Forget(DeleteContext delete) => Parent(delete.Cloud, delete.Id, null);

    /// <summary>The parent with a child as it is now, where it declares it.</summary>
    /// <param name="put">The PUT of the child.</param>
    public IEnumerable<StoreChange> Remember(PutContext put)
    {
        var item = isFlat ? put.Body["properties"]?.DeepClone().AsObject() ?? [] : put.Body.DeepClone().AsObject();
        item["name"] = put.Id.Name;
        return Parent(put.Cloud, put.Id, item);
    }

    private IEnumerable<StoreChange> Parent(CloudContext cloud, ResourceId child, JsonObject? item)
    {
        if (cloud.Find(child.Parent!.Value) is not { } parent || !NamesIn(parent.Body).Contains(child.Name)) return [];
        var body = parent.Body.DeepClone().AsObject();
        body.Set(path, new JsonArray([.. parent.Body.Objects(path)
            .Select(each => child.Name.Equals(each.Text("name"), StringComparison.OrdinalIgnoreCase) ? item : each.DeepClone())
            .Where(each => each is not null)]));
        return [new StoreChange(parent.Key, parent with { Body = body })];
    }

    private StoreChange Written(PutContext put, JsonObject item)
    {
        var id = put.Id.Child(type.LastName, item.Text("name")!);
        var properties = (isFlat ? item : item["properties"] as JsonObject)?.DeepClone().AsObject() ?? [];
        if (isFlat) properties.Remove("name");
        var child = put with
        {
            Id = id, Schema = put.Cloud.Catalog.FindByArmType(type)!, Body = new JsonObject { ["properties"] = properties },
            Existing = put.Cloud.Find(id.Value),
        };
        var computed = new JsonObject();
        CommonOutputs.Complete(child, computed, child.Existing?.CreatedOn ?? put.Cloud.Now, put.Cloud.Now);
        put.Cloud.Types.Of(type).Complete(child, computed);
        return new StoreChange(id.Value, new StoredResource(id.Value, type, child.Body, computed,
            child.Existing?.CreatedOn ?? put.Cloud.Now, put.Cloud.Now, []));
    }

    private JsonObject Shown(JsonObject child)
    {
        if (!isFlat) return child;
        var flat = child["properties"]?.DeepClone().AsObject() ?? [];
        flat["name"] = child["name"]?.DeepClone();
        return flat;
    }

    private IEnumerable<StoredResource> Of(CloudContext cloud, string parent) =>
        cloud.Store.Children(parent).Where(child => child.Type == type);

    private HashSet<string> NamesIn(JsonObject parent) =>
        parent.Objects(path).Select(item => item.Text("name") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
}
