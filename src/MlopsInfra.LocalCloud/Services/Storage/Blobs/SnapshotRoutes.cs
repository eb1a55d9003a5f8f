namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Snapshots of a blob, its deletion with them, and bringing back what was deleted.</summary>
internal static class SnapshotRoutes
{
    private const string Which = "x-ms-delete-snapshots";

    /// <summary><c>PUT ?comp=snapshot</c></summary>
    public static async Task MakeAsync(BlobContext context)
    {
        var (request, now) = (context.Request, context.Now);
        var metadata = BlobHeaders.Metadata(request);
        var made = context.Blobs.Snapshot(context.Name, BlobVersions.Next(now), existing =>
        {
            BlobConditions.CheckRead(request, existing);
            return metadata.Count > 0 ? existing with { Metadata = metadata } : existing;
        });
        request.Changed = true;
        BlobHeaders.WriteTag(request.Http.Response, made.ETag, made.Modified);
        request.Http.Response.Headers["x-ms-snapshot"] = made.Snapshot;
        request.Http.Response.Headers["x-ms-request-server-encrypted"] = "true";
        await request.AnswerAsync(201);
    }

    /// <summary>Deletes the snapshots that a deletion takes along.</summary>
    /// <returns>Whether the blob itself is to stay.</returns>
    public static bool DeleteWith(BlobContext context)
    {
        if (context.Snapshot is { } one)
        {
            if (!context.Blobs.DeleteSnapshot(context.Name, one, context.DeletedTimes)) throw StorageException.BlobNotFound();
            return true;
        }

        if (context.Version is not null) return false;
        var snapshots = context.Blobs.Snapshots(context.Name);
        var which = context.Request.Header(Which)?.ToLowerInvariant();
        if (which is not (null or "include" or "only")) throw StorageException.InvalidHeader(Which, which);
        if (context.Blobs.Find(context.Name) is not { } blob)
            return which == "only" ? throw StorageException.BlobNotFound() : false;
        context.CheckWrite(blob);
        if (which is null && snapshots.Count > 0)
            throw new StorageException(409, "SnapshotsPresent",
                "This operation is not permitted because the blob has snapshots.");
        if (which is not null)
        {
            foreach (var snapshot in snapshots)
                context.Blobs.DeleteSnapshot(context.Name, snapshot.Snapshot!, context.DeletedTimes);
        }

        return which == "only";
    }

    /// <summary><c>PUT ?comp=undelete</c></summary>
    public static async Task UndeleteAsync(BlobContext context)
    {
        if (!context.Blobs.Undelete(context.Name, context.Now)) throw StorageException.BlobNotFound();
        context.Request.Changed = true;
        await context.Request.AnswerAsync(200);
    }
}
