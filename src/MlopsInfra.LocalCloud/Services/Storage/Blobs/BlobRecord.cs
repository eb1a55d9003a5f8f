namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A blob as it is kept: its properties, and the hash that its content is stored under.</summary>
internal sealed record BlobRecord
{
    public required string Name { get; init; }

    /// <summary>What the content is kept under: its SHA-256, lower-case hex; of an append blob a name of its own.</summary>
    public required string Hash { get; init; }

    public required long Length { get; init; }

    /// <summary>Base64; empty for an append blob, whose service does not know it.</summary>
    public required string Md5 { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Modified { get; init; }

    /// <summary>The version, where the account keeps versions: the moment it was written, as Azure writes it.</summary>
    public string? VersionId { get; init; }

    /// <summary>Whether another one, or a deletion, came after it.</summary>
    public bool IsPrevious { get; init; }

    /// <summary>The snapshot that it is, by the moment it was made; null for the blob itself.</summary>
    public string? Snapshot { get; init; }

    /// <summary>When it was deleted; null where it was not.</summary>
    public DateTimeOffset? DeletedOn { get; init; }

    /// <summary>Until when it can be brought back.</summary>
    public DateTimeOffset? DeletedUntil { get; init; }

    public string BlobType { get; init; } = "BlockBlob";

    public string ContentType { get; init; } = "application/octet-stream";

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? ContentDisposition { get; init; }

    public string? CacheControl { get; init; }

    public SortedDictionary<string, string> Metadata { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The index tags.</summary>
    public SortedDictionary<string, string> Tags { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Its access tier; null for that of the account.</summary>
    public string? AccessTier { get; init; }

    /// <summary>When the tier was set; null where it was not since the upload.</summary>
    public DateTimeOffset? TierChanged { get; init; }

    /// <summary>The lease on it; null where there is none.</summary>
    public BlobLease? Lease { get; init; }

    /// <summary>The last copy to it; null where it was written otherwise since.</summary>
    public BlobCopy? Copy { get; init; }

    /// <summary>How many blocks an append blob has.</summary>
    public int AppendedBlocks { get; init; }

    /// <summary>Whether nothing more can be appended.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The committed blocks in order: id and length; empty for a blob that was put in one go.</summary>
    public IReadOnlyList<BlobBlock> Blocks { get; init; } = [];
}
