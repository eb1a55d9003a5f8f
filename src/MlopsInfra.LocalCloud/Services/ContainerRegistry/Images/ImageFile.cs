namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>A file, folder or link of an image or of a build's context.</summary>
/// <param name="Path">Its path, without a slash at its beginning.</param>
/// <param name="Kind">What it is.</param>
internal sealed record ImageFile(string Path, ImageFileKind Kind)
{
    /// <summary>What its content is kept under; null for folders and links.</summary>
    public string? Hash { get; init; }

    /// <summary>Its bytes.</summary>
    public long Length { get; init; }

    /// <summary>Its permissions.</summary>
    public int Mode { get; init; } = 0b111_101_101;

    /// <summary>Where a link leads.</summary>
    public string? Target { get; init; }

    /// <summary>Who owns it, as <c>--chown</c> says it; null for root.</summary>
    public string? Owner { get; init; }
}
