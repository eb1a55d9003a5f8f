using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Who uses a network resource, so that it can't be deleted: the references of the types say it.</summary>
internal static class NetworkUse
{
    /// <summary>The id of what uses something; null if nothing does.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="used">What is used, such as a subnet.</param>
    public static string? UserOf(CloudContext cloud, StoredResource used) => (
        from type in cloud.Types.All
        from reference in type.References
        where reference.Uses && reference.Targets.Contains(used.Type)
        from resource in cloud.Store.OfType(type.Type)
        where resource.Body.Texts(reference.Path)
            .Any(found => found.Value.Equals(used.Key, StringComparison.OrdinalIgnoreCase))
        select resource.Key).FirstOrDefault();

    /// <summary>Refuses a DELETE of what something else uses.</summary>
    /// <param name="delete">The DELETE.</param>
    /// <param name="code">Azure's code.</param>
    /// <param name="what">The kind of thing, as in <c>Route table</c>.</param>
    /// <exception cref="ArmException">It is in use.</exception>
    public static void CheckDelete(DeleteContext delete, string code, string what)
    {
        if (UserOf(delete.Cloud, delete.Existing) is not { } user) return;
        throw new ArmException(400, code,
            $"{what} {delete.Existing.Key} cannot be deleted because it is in use by the following resources: {user}. In order "
                + "to delete it, remove the association with the resource(s).", delete.Id.Value);
    }
}
