namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>An image in a repository, whether it has a tag or none.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Digest">The digest of its manifest.</param>
/// <param name="Created">When it came into the repository.</param>
internal sealed record ManifestRecord(string Repository, string Digest, DateTimeOffset Created)
{
    /// <summary>What may be done to it.</summary>
    public ImageLock Lock { get; init; } = new(true, true);

    /// <summary>The form of a manifest that was pushed; null for Docker's.</summary>
    public string? MediaType { get; init; }
}
