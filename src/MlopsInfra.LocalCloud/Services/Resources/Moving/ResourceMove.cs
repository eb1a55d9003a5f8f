using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Moving;

/// <summary>
/// A move of resources from a group to another one: they get new ids, with all that is below them. As in Azure their role
/// assignments stay behind, and what others say of them is not changed.
/// </summary>
/// <param name="cloud">The cloud.</param>
/// <param name="source">The group that they are in.</param>
/// <param name="target">The group that they are to be in.</param>
/// <param name="resources">The resources.</param>
internal sealed class ResourceMove(CloudContext cloud, ResourceId source, ResourceId target, IReadOnlyList<ResourceId> resources)
{
    private const string RoleAssignments = "Microsoft.Authorization/roleAssignments";

    /// <summary>The group that they are to be in.</summary>
    public ResourceId Target => target;

    /// <summary>Reads what is asked for.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="source">The group that the resources are in.</param>
    /// <param name="body">The body of the request.</param>
    /// <exception cref="ArmException">It does not say what and where to.</exception>
    public static ResourceMove Read(CloudContext cloud, ResourceId source, JsonObject body)
    {
        if (!ResourceId.TryParse(body.Text("targetResourceGroup"), out var target) || target.Type != ResourceType.ResourceGroup)
            throw Invalid($"'targetResourceGroup' is no id of a group: '{body.Text("targetResourceGroup")}'.");
        if (body["resources"] is not JsonArray { Count: > 0 } listed) throw Invalid("'resources' is empty.");
        return new ResourceMove(cloud, source, target, [.. listed.Select(each =>
            ResourceId.TryParse(each.AsText(), out var id) ? id : throw Invalid($"'{each}' is no id of a resource."))]);
    }

    /// <summary>Refuses what Azure does not move.</summary>
    /// <exception cref="ArmException">The move is not possible.</exception>
    public void Check()
    {
        if (cloud.Store.Find(source.Value) is null) throw ArmErrors.GroupNotFound(source.Name);
        if (cloud.Store.Find(target.Value) is null) throw ArmErrors.GroupNotFound(target.Name);
        if (source.Equals(target)) throw Invalid("The target group is the one that the resources are in.");
        RequestChecks.CheckLocks(cloud, target, isDelete: false);
        foreach (var id in resources)
        {
            if (id.Parent is null || !id.Parent.Equals(source))
                throw Invalid($"The resource '{id}' does not stand directly in the group '{source.Name}'.");
            if (cloud.Store.Find(id.Value) is null) throw ArmErrors.ResourceNotFound(id);
            RequestChecks.CheckLocks(cloud, id, isDelete: false);
            if (cloud.Store.Find(MovedJson.Rewrite(id.Value, source.Value, target.Value)) is not null)
                throw Refused($"The resource '{id.Name}' of type '{id.Type}' is in the group '{target.Name}' already.", id);
        }

        var unmovable = resources.Where(id => !MovableTypes.Have(id.Type)).Select(id => id.Type.ToString())
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (unmovable.Count > 0)
            throw Refused($"Resource move is not supported for resource types '{string.Join("','", unmovable)}'.", source);
    }

    /// <summary>Moves them.</summary>
    /// <exception cref="ArmException">The move is not possible.</exception>
    public void Run()
    {
        lock (cloud.Store.Gate)
        {
            Check();
            cloud.Store.Commit([.. resources.SelectMany(id => cloud.Store.All()
                .Where(each => ResourceId.IsWithin(each.Key, id.Value) && each.Type != RoleAssignments)
                .SelectMany(Changes))]);
        }
    }

    private IEnumerable<StoreChange> Changes(StoredResource resource)
    {
        var (from, to) = (source.Value, cloud.Store.Find(target.Value)!.Key);
        var key = MovedJson.Rewrite(resource.Key, from, to);
        yield return new StoreChange(resource.Key, null);
        // Only what it says of the moved resource itself changes: others of the old group stay where they are.
        var moved = resources.First(id => ResourceId.IsWithin(resource.Key, id.Value)).Value;
        var there = MovedJson.Rewrite(moved, from, to);
        yield return new StoreChange(key, resource with
        {
            Key = key,
            Body = MovedJson.Rewrite(resource.Body, moved, there)!.AsObject(),
            Computed = MovedJson.Rewrite(resource.Computed, moved, there)!.AsObject(),
            ChangedOn = cloud.Now,
        });
    }

    private static ArmException Invalid(string message) =>
        new(400, "InvalidRequestContent", $"The request content was invalid: {message}");

    private static ArmException Refused(string message, ResourceId target) => new(409, "ResourceMoveProviderValidationFailed",
        "Resource move validation failed. Please see details.", target.Value)
    {
        Details = [("ResourceMoveValidationFailed", message, target.Value)],
    };
}
