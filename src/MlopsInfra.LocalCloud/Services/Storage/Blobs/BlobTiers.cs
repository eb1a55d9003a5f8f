using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Access tiers of block blobs. A blob without one of its own has its account's.</summary>
internal static class BlobTiers
{
    /// <summary>The header with a tier.</summary>
    public const string Header = "x-ms-access-tier";

    private const string Archive = "Archive";

    private static readonly string[] Known = ["Hot", "Cool", "Cold", Archive];

    /// <summary>The tier that an upload asks for; null where it asks for none.</summary>
    public static string? OfUpload(RestRequest request) => request.Header(Header) is not { } text ? null
        : Known.FirstOrDefault(tier => tier.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw StorageException.InvalidHeader(Header, text);

    /// <summary>Refuses to read what is archived.</summary>
    public static void RequireOnline(BlobRecord blob)
    {
        if (blob.AccessTier == Archive)
            throw new StorageException(409, "BlobArchived", "This operation is not permitted on an archived blob.");
    }

    /// <summary>Sets the tier of a blob. That makes neither a version nor a new ETag, and is done at once.</summary>
    public static async Task SetAsync(BlobContext context)
    {
        var tier = OfUpload(context.Request) ?? throw StorageException.MissingHeader(Header);
        var wasArchived = false;
        context.Blobs.Write(context.Name, version: null, existing =>
        {
            if (existing is null) throw StorageException.BlobNotFound();
            BlobConditions.CheckWrite(context.Request, existing);
            if (existing.BlobType != BlobRoutes.BlockBlob)
                throw new StorageException(400, "AccessTierNotSupportedForBlobType",
                    "The access tier is not supported for this blob type.");
            wasArchived = existing.AccessTier == Archive && tier != Archive;
            return existing with { AccessTier = tier, TierChanged = context.Now };
        });
        context.Request.Changed = true;
        await context.Request.AnswerAsync(wasArchived ? 202 : 200);
    }
}
