namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>A run of a registry's build task.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Created">When it was scheduled.</param>
/// <param name="Images">What it built.</param>
/// <param name="Log">What it said.</param>
internal sealed record ImageRun(string Id, string Status, DateTimeOffset Created, IReadOnlyList<ImageRecord> Images, string Log);
