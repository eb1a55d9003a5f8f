using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud;

/// <summary>A name that is taken by something deleted.</summary>
/// <param name="Id">The id it had.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Location">Its region.</param>
/// <param name="DeletedOn">When it was deleted.</param>
/// <param name="FreeOn">When the name is free without purging.</param>
/// <param name="CanPurge">Whether it can be purged before; false under purge protection.</param>
public sealed record SoftDeletedName(string Id, string Type, string Name, string Location, DateTimeOffset DeletedOn,
    DateTimeOffset FreeOn, bool CanPurge)
{
    internal static SoftDeletedName From(StoredResource deleted) => new(
        deleted.Computed.Text("id")!,
        deleted.Computed.Text("type")!,
        deleted.Computed.Text("name")!,
        deleted.Computed.Text("location")!,
        DateTimeOffset.Parse(deleted.Computed.Text("deletionDate")!),
        DateTimeOffset.Parse(deleted.Computed.Text("scheduledPurgeDate")!),
        deleted.Computed.Flag("canPurge") == true);
}
