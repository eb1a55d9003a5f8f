using System.Collections.Concurrent;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>
/// Finds the versions of training data that hold what is asked for: those of its name, those whose manifests know a blob, a file
/// or a request, those that go on from one of them, and those that hold a file of one of them.
/// </summary>
/// <param name="environment">The environment.</param>
internal sealed class DataSearch(LifecycleEnvironment environment)
{
    private readonly DataAssets _assets = new(environment);

    /// <summary>Searches.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The versions, <c>NAME:VERSION</c>, and why what some hold can't be seen; null where all was seen.</returns>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public async Task<(IReadOnlySet<string> Found, string? Why)> FindAsync(DataQuestion asked,
        CancellationToken cancellationToken)
    {
        var versions = await _assets.AllAsync(cancellationToken);
        var manifests = new ConcurrentDictionary<string, IReadOnlyList<DataManifest>>(StringComparer.Ordinal);
        var closed = new ConcurrentBag<string>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = environment.Connection.Parallelism, CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(versions, options, async (version, token) =>
        {
            // Storage that is closed is so for all of them: nobody waits for each.
            if (!closed.IsEmpty) return;
            var (found, why) = await _assets.ManifestsAsync(version, token);
            manifests[version.Reference] = found;
            if (why is not null) closed.Add(why);
        });
        var meant = versions.Where(version => version.Is(asked) || Of(version).Any(manifest => manifest.Knows(asked)))
            .Select(version => version.Reference).ToHashSet(StringComparer.Ordinal);
        while (meant.Count > 0 && versions.Where(version => !meant.Contains(version.Reference) && GoesOnFrom(version))
            .Select(version => version.Reference).ToList() is { Count: > 0 } more) meant.UnionWith(more);
        return (meant, closed.IsEmpty ? null
            : $"the manifests of {versions.Count} versions of the data can't be read from here ({closed.First()}): others may "
                + "hold it, too");

        IReadOnlyList<DataManifest> Of(DataAssetVersion version) => manifests.GetValueOrDefault(version.Reference) ?? [];

        bool GoesOnFrom(DataAssetVersion version) =>
            (version.Tag(LifecycleTags.Base) is { } before
                && (meant.Contains(before) || meant.Contains($"{version.Name}:{before}")))
            || versions.Where(other => meant.Contains(other.Reference)).SelectMany(Of)
                .Any(manifest => Of(version).Any(own => own.Files.Overlaps(manifest.Files)));
    }
}
