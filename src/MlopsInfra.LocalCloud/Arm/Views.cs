using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Resources as a GET shows them.</summary>
internal static class Views
{
    /// <summary>A resource as a GET shows it; null if there is none.</summary>
    public static JsonObject? Find(CloudContext cloud, ResourceId id) =>
        cloud.Store.Find(id.Value) is { } resource ? Shown(cloud, resource)
            : cloud.Types.Of(id.Type).FindUnwritten(cloud, id) ?? Implicit(cloud, id);

    /// <summary>The resources of one type directly below a parent or a scope, in order of name.</summary>
    public static IReadOnlyList<JsonObject> List(CloudContext cloud, ResourceId parent, ResourceType type)
    {
        // A subscription's list goes through its groups; everything else lists what stands directly in it, and so does the list
        // of what may stand on anything, such as budgets.
        return new ShownList(cloud,
            parent.Type == ResourceType.Subscription && cloud.Catalog.FindByArmType(type)?.Id?.IsScoped != true
                ? cloud.Store.ListedBelow(parent.Value, type) : cloud.Store.Listed(parent.Value, type));
    }

    /// <summary>What was asked for, without what is write-only, under what the cloud computed.</summary>
    public static JsonObject Shown(CloudContext cloud, StoredResource resource)
    {
        var show = new ShowContext(cloud, resource, Written(cloud, resource));
        foreach (var other in cloud.Types.ShownInOthers) other.ShowIn(show);
        cloud.Types.Of(resource.Type).Show(show);
        return show.Shown;
    }

    /// <summary>The same without what others have to do with it: as it was when it was written.</summary>
    public static JsonObject Written(CloudContext cloud, StoredResource resource) =>
        JsonPaths.Merge(SecretMembers.Shown(cloud.Types.Of(resource.Type), resource.Body), resource.Computed);

    /// <summary>
    /// What Azure shows of children that exist without ever having been written; null if the id is none of them.
    /// </summary>
    public static JsonObject? Implicit(CloudContext cloud, ResourceId id)
    {
        lock (cloud.Store.Gate)
        {
            if (id.Type == ResourceType.Subscription || id.Parent is null || !ImplicitResources.Exists(cloud, id)) return null;
            return new JsonObject { ["id"] = id.Value, ["name"] = id.Name, ["type"] = id.Type.ToString(),
                ["properties"] = DefaultBody(cloud, id.Type)?["properties"]?.DeepClone() ?? new JsonObject() };
        }
    }

    /// <summary>What a resource is by default that can't be deleted; null for a type that can.</summary>
    public static JsonObject? DefaultBody(CloudContext cloud, ResourceType type) =>
        cloud.Types.Of(type).DefaultBody is { } json ? JsonNode.Parse(json)!.AsObject() : null;
}
