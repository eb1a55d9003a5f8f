namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The states of a lease ("Lease Blob", lease states).</summary>
internal enum LeaseState
{
    Available,
    Leased,
    Expired,
    Breaking,
    Broken,
}
