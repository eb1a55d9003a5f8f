using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>The check that ids refer to something, and the refusals that several services share.</summary>
internal static class References
{
    /// <summary>Refuses ids that are none, that are of another type, or that refer to nothing.</summary>
    public static void Check(PutContext put)
    {
        foreach (var (path, value) in put.Body.Texts("identity.userAssignedIdentities{}"))
        {
            if (!ResourceId.TryParse(value, out var identity) || identity.Type != Principals.IdentityType)
                throw ArmErrors.NoId(value, path);
            if (put.Cloud.Find(value) is null) throw ArmErrors.IdentityNotFound(put.Id, value);
        }

        foreach (var rule in put.Cloud.Types.Of(put.Id.Type).References)
        {
            foreach (var (path, value) in put.Body.Texts(rule.Path)) Check(put, rule, path, value);
        }
    }

    private static void Check(PutContext put, Reference rule, string path, string value)
    {
        if (value.Length == 0 || BodyValidator.Unknown == value) return;
        if (!ResourceId.TryParse(value, out var id) || !rule.Fits(id)) throw ArmErrors.NoId(value, path);
        // A whole subscription may be a scope; it is no resource of the store.
        if (id.Type == ResourceType.Subscription) return;
        if (!ImplicitResources.Exists(put.Cloud, id)) throw rule.Refuse(put.Id, value, path);
        if (rule.InSameRegion && RegionOf(put) is { } here && RegionOf(put.Cloud, id) is { } there && here != there)
            throw rule.Refuse(put.Id, value, path);
    }

    /// <summary>The region of what is put: its own, or that of what it stands in; null where there is none.</summary>
    /// <param name="put">The PUT.</param>
    public static string? RegionOf(PutContext put) =>
        put.Location.Length > 0 ? put.Location : RegionOf(put.Cloud, put.Id.Parent);

    // A child without a region, such as a subnet, is where its parent is.
    private static string? RegionOf(CloudContext cloud, ResourceId? id)
    {
        for (var at = id; at is not null && at.Type != ResourceType.ResourceGroup; at = at.Parent)
        {
            if (cloud.Find(at.Value)?.Body.Text("location") is { } location) return Regions.Normalize(location);
        }

        return null;
    }

    /// <summary>As Resource Manager refuses what refers to nothing: 404 <c>ResourceNotFound</c>.</summary>
    public static ArmException Missing(ResourceId from, string to, string path) =>
        new(404, ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Code, ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Message,
            path);

    /// <summary>As networks, and what stands in them, do: 400 <c>InvalidResourceReference</c>.</summary>
    public static ArmException Network(ResourceId from, string to, string path) =>
        new(400, "InvalidResourceReference", ArmErrors.InvalidReference(from, to).Message, path);

    /// <summary>A part of a network that something uses for as long as it is there, in the same region.</summary>
    /// <param name="path">Where its id is.</param>
    /// <param name="target">Its type.</param>
    public static Reference Used(string path, ResourceType target) =>
        new(path, Network, target) { Uses = true, InSameRegion = true };

    /// <summary>As what takes an identity that is not there does: 400 <c>FailedIdentityOperation</c>.</summary>
    public static ArmException Identities(ResourceId from, string to, string path) =>
        new(400, "FailedIdentityOperation", ArmErrors.IdentityNotFound(from, to).Message, path);
}
