using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>A run of a registry's build task.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Its status, as in <c>Succeeded</c>.</param>
/// <param name="Created">When it was scheduled.</param>
/// <param name="Images">What it built.</param>
/// <param name="Log">What it said.</param>
internal sealed record ImageRun(string Id, string Status, DateTimeOffset Created, IReadOnlyList<ImageRecord> Images, string Log)
{
    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The operating system of the image.</summary>
    public string OperatingSystem { get; init; } = "linux";

    /// <summary>The architecture of the image.</summary>
    public string Architecture { get; init; } = "amd64";

    /// <summary>Whether it has ended.</summary>
    public bool IsDone => Status is "Succeeded" or "Failed" or "Canceled" or "Error" or "Timeout";
}
