using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Refuses (412) what does not show the lease of a blob or container that it is about.</summary>
internal static class LeaseChecks
{
    /// <summary>A write of a blob has to show the lease that is on it.</summary>
    public static void Write(RestRequest request, BlobLease? lease, DateTimeOffset now) =>
        Check(request, lease, now, "Blob", isNeeded: true);

    /// <summary>A read need not show a lease; if it shows one, it has to be the right one.</summary>
    public static void Read(RestRequest request, BlobLease? lease, DateTimeOffset now) =>
        Check(request, lease, now, "Blob", isNeeded: false);

    /// <summary>The deletion of a container has to show its lease; other operations may.</summary>
    public static void Container(RestRequest request, BlobLease? lease, DateTimeOffset now, bool isDeletion) =>
        Check(request, lease, now, "Container", isDeletion);

    private static void Check(RestRequest request, BlobLease? lease, DateTimeOffset now, string what, bool isNeeded)
    {
        var shown = request.Header(LeaseRequest.IdHeader) is { Length: > 0 } id ? id : null;
        var name = what.ToLowerInvariant();
        if (!BlobLease.IsLocked(lease, now))
        {
            if (shown is null) return;
            throw lease is not null
                ? new StorageException(412, "LeaseLost",
                    $"A lease ID was specified, but the lease for the {name} has expired.")
                : new StorageException(412, $"LeaseNotPresentWith{what}Operation",
                    $"There is currently no lease on the {name}.");
        }

        if (shown is null && isNeeded)
            throw new StorageException(412, "LeaseIdMissing",
                $"There is currently a lease on the {name} and no lease ID was specified in the request.");
        if (shown is not null && !lease!.Has(shown))
            throw new StorageException(412, $"LeaseIdMismatchWith{what}Operation",
                $"The lease ID specified did not match the lease ID for the {name}.");
    }
}
