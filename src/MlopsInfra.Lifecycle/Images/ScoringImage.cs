namespace MlopsInfra.Lifecycle.Images;

/// <summary>A scoring image.</summary>
/// <param name="Repository">Its repository.</param>
/// <param name="Tag">Its tag, which follows from its content.</param>
/// <param name="Digest">Its digest, <c>sha256:…</c>.</param>
public sealed record ScoringImage(string Repository, string Tag, string Digest)
{
    /// <summary>The repository of scoring images.</summary>
    public const string DefaultRepository = "scoring";

    /// <summary>The image by its digest, <c>REPOSITORY@sha256:…</c>.</summary>
    public string Reference => $"{Repository}@{Digest}";

    /// <summary>The image that a model's tags name; null if they name none.</summary>
    /// <param name="image">Value of <see cref="LifecycleTags.Image"/>.</param>
    /// <param name="tag">Value of <see cref="LifecycleTags.ImageTag"/>.</param>
    internal static ScoringImage? Of(string? image, string? tag) =>
        image?.Split('@') is [{ Length: > 0 } repository, { Length: > 0 } digest] && tag is { Length: > 0 }
            ? new ScoringImage(repository, tag, digest) : null;
}
