using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A request to one blob or container that may be carried out.</summary>
/// <param name="Request">The request.</param>
/// <param name="Account">The account.</param>
/// <param name="Container">The container's name.</param>
/// <param name="Blob">The blob's name; null for the container.</param>
/// <param name="Blobs">The container's blobs.</param>
/// <param name="Created">When the container was created.</param>
/// <param name="KeepsVersions">Whether the account keeps versions of blobs.</param>
/// <param name="Time">The clock.</param>
internal sealed record BlobContext(
    RestRequest Request, BlobAccount Account, string Container, string? Blob, BlobContainer Blobs, DateTimeOffset Created,
    bool KeepsVersions, TimeProvider Time)
{
    /// <summary>The time now.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    public string Name => Blob ?? throw new InvalidOperationException("The request is about a container.");

    /// <summary>What staged blocks are kept under.</summary>
    public string Key => $"{Account.Name}/{Container}/{Created.UtcTicks}/{Name}";

    /// <summary>The version that the request asks for; null for the current one.</summary>
    public string? Version => Request.Query("versionid");

    /// <summary>The snapshot that the request asks for; null for the blob itself.</summary>
    public string? Snapshot => Request.Query("snapshot") is { Length: > 0 } snapshot ? snapshot : null;

    /// <summary>How many days deleted blobs are kept; null where they are not.</summary>
    public int? DaysOfDeleted { get; init; }

    /// <summary>Now, and until when something that is deleted now can be brought back; null for never.</summary>
    public (DateTimeOffset Now, DateTimeOffset Until)? DeletedTimes =>
        DaysOfDeleted is { } days ? (Now, Now.AddDays(days)) : null;

    public BlobRecord Require() =>
        (Snapshot is { } snapshot ? Blobs.FindSnapshot(Name, snapshot)
            : Version is { } version ? Blobs.Find(Name, version) : Blobs.Find(Name)) ?? throw StorageException.BlobNotFound();

    /// <summary>The blob, for a request that reads it: its conditions hold, and a lease that it shows is the right one.</summary>
    public BlobRecord RequireRead()
    {
        var blob = Require();
        BlobConditions.CheckRead(Request, blob);
        LeaseChecks.Read(Request, blob.Lease, Now);
        return blob;
    }

    /// <summary>Refuses a write whose conditions do not hold, or that does not show the blob's lease.</summary>
    /// <param name="existing">The blob; null if there is none.</param>
    public void CheckWrite(BlobRecord? existing)
    {
        // The lease comes first: a blob that is leased and must not be there is refused with LeaseIdMissing.
        LeaseChecks.Write(Request, existing?.Lease, Now);
        BlobConditions.CheckWrite(Request, existing);
    }

    /// <summary>The version that a write makes; null where none are kept.</summary>
    public string? NextVersion(DateTimeOffset now) => KeepsVersions ? BlobVersions.Next(now) : null;
}
