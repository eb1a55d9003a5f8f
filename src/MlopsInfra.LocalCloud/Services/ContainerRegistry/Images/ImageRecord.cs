namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>A tag of an image in a registry.</summary>
/// <param name="Repository">Its repository.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">The digest of the image, <c>sha256:...</c>.</param>
internal sealed record ImageRecord(string Repository, string Tag, string Digest)
{
    /// <summary>When the tag was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last led to another image.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Whether it may be deleted, and led to another image.</summary>
    public ImageLock Lock { get; init; } = new(true, true);

    /// <summary>Reads <c>repository:tag</c>; the tag is <c>latest</c> where there is none.</summary>
    public static (string Repository, string Tag) Split(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..]) : (name, "latest");
    }
}
