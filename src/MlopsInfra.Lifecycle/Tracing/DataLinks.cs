using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>The links from a job or model to the version of the data that it was made of, and to the blobs behind that.</summary>
/// <param name="environment">The environment that it is asked for in.</param>
internal sealed class DataLinks(LifecycleEnvironment environment)
{
    private const int MostBlobs = 20;

    private readonly DataAssets _assets = new(environment);

    /// <summary>The links: the version, what it goes on from, and the blobs; none where nobody says a version.</summary>
    /// <param name="job">The job; null where it can't be read.</param>
    /// <param name="workspace">ARM id of its workspace.</param>
    /// <param name="model">The model that it made; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<TraceLink>> OfAsync(TrainingJob? job, string workspace, ModelVersion? model,
        CancellationToken cancellationToken)
    {
        if ((job?.Tag(LifecycleTags.Data) ?? model?.Tag(LifecycleTags.Data)) is not { } reference) return [];
        var (version, why) = await _assets.FindAsync(workspace, reference, cancellationToken);
        if (version is null) return [TraceLink.None(TraceKind.Asset, why!, reference)];
        // The same content may have come several times: what this job read is what its own manifest says.
        var (manifests, closed) = IsHere(workspace) ? await _assets.ManifestsAsync(version, cancellationToken)
            : ([], "they lie with another environment, where the same command shows them");
        var own = manifests.FirstOrDefault(manifest => manifest.Job == job?.Name && job is not null)
            ?? (manifests.Count > 0 ? manifests[0] : null);
        var blobs = own?.Blobs ?? [];
        var note = closed is not null ? $"its blobs can't be seen from here ({closed})"
            : blobs.Count > MostBlobs ? $"{blobs.Count} blobs; the first {MostBlobs} are shown" : null;
        return [version.ToLink(note), .. blobs.Take(MostBlobs).Select(blob => blob.ToLink())];
    }

    private bool IsHere(string workspace) => workspace.Equals(environment.WorkspaceId, StringComparison.OrdinalIgnoreCase);
}
