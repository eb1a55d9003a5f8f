namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>The release that a container group ran before, as a tag there keeps it.</summary>
/// <param name="Release">Its name.</param>
/// <param name="Model">Its model, <c>NAME:VERSION</c>.</param>
/// <param name="Image">Its image, <c>REPOSITORY@DIGEST</c>.</param>
internal sealed record FormerRelease(string Release, string Model, string Image)
{
    /// <summary>The image's digest.</summary>
    public string Digest => Image[(Image.IndexOf('@') + 1)..];

    /// <summary>As a tag has it.</summary>
    public override string ToString() => $"{Release} {Model} {Image}";

    /// <summary>Reads a tag; null if it names none.</summary>
    /// <param name="tag">Its value.</param>
    public static FormerRelease? Parse(string? tag) =>
        tag?.Split(' ') is [{ Length: > 0 } release, { Length: > 0 } model, { Length: > 0 } image] && image.Contains('@')
            ? new FormerRelease(release, model, image) : null;
}
