namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>An image in a registry.</summary>
/// <param name="Repository">Its repository.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Digest">Its digest, <c>sha256:...</c>.</param>
internal sealed record ImageRecord(string Repository, string Tag, string Digest)
{
    /// <summary>Reads <c>repository:tag</c>; the tag is <c>latest</c> where there is none.</summary>
    public static (string Repository, string Tag) Split(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..]) : (name, "latest");
    }
}
