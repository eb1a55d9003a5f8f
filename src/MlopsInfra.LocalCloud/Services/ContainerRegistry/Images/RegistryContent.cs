using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>What is kept of one registry.</summary>
internal sealed record RegistryContent
{
    /// <summary>Its tags.</summary>
    public List<ImageRecord> Images { get; init; } = [];

    /// <summary>Its images by digest.</summary>
    public List<ManifestRecord> Manifests { get; init; } = [];

    /// <summary>The runs of its builds.</summary>
    public List<ImageRun> Runs { get; init; } = [];

    /// <summary>The digest that a tag or a digest names; null where the repository has none of that name.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="reference">The tag, or the digest.</param>
    public string? Find(string repository, string reference) => reference.StartsWith("sha256:", StringComparison.Ordinal)
        ? Manifests.FirstOrDefault(each => each.Repository == repository && each.Digest == reference)?.Digest
        : Images.FirstOrDefault(each => each.Repository == repository && each.Tag == reference)?.Digest;

    /// <summary>Leads a tag to an image; without a tag, only the image comes in.</summary>
    public void Push(string repository, string? tag, string digest, DateTimeOffset now, string? mediaType = null)
    {
        if (!Manifests.Exists(each => each.Repository == repository && each.Digest == digest))
            Manifests.Add(new ManifestRecord(repository, digest, now) { MediaType = mediaType });
        if (tag is null) return;
        var at = Images.FindIndex(each => each.Repository == repository && each.Tag == tag);
        if (at < 0) Images.Add(new ImageRecord(repository, tag, digest) { Created = now, Updated = now });
        else Images[at] = Images[at] with { Digest = digest, Updated = now };
    }
}
