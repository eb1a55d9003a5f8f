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

/// <summary>A run of a registry's build task.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Created">When it was scheduled.</param>
/// <param name="Images">What it built.</param>
/// <param name="Log">What it said.</param>
internal sealed record ImageRun(string Id, string Status, DateTimeOffset Created, IReadOnlyList<ImageRecord> Images, string Log);

/// <summary>What is kept of one registry.</summary>
internal sealed record RegistryContent
{
    public List<ImageRecord> Images { get; init; } = [];

    public List<ImageRun> Runs { get; init; } = [];
}
