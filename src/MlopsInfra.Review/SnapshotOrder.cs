using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review;

/// <summary>
/// One order for one set of resources, however they were found: what a resource needs comes before it, otherwise by URN.
/// </summary>
internal static class SnapshotOrder
{
    /// <summary>Sorts. Resources that need each other in a circle come last, by URN.</summary>
    /// <param name="resources">The resources.</param>
    public static List<ResourceRecord> Sort(IReadOnlyCollection<ResourceRecord> resources)
    {
        var byUrn = resources.DistinctBy(resource => resource.Urn).ToDictionary(resource => resource.Urn, StringComparer.Ordinal);
        var missing =
            byUrn.ToDictionary(entry => entry.Key, entry => Needs(entry.Value).Count(byUrn.ContainsKey), StringComparer.Ordinal);
        var neededBy = byUrn.Values.SelectMany(resource => Needs(resource).Select(urn => (Urn: urn, By: resource.Urn)))
            .ToLookup(pair => pair.Urn, pair => pair.By, StringComparer.Ordinal);
        var ready =
            new SortedSet<string>(missing.Where(entry => entry.Value == 0).Select(entry => entry.Key), StringComparer.Ordinal);
        var sorted = new List<ResourceRecord>(byUrn.Count);
        while (ready.Min is { } urn)
        {
            ready.Remove(urn);
            sorted.Add(byUrn[urn]);
            foreach (var waiting in neededBy[urn])
            {
                if (--missing[waiting] == 0) ready.Add(waiting);
            }
        }

        if (sorted.Count == byUrn.Count) return sorted;
        var known = sorted.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var rest = byUrn.Values.Where(resource => !known.Contains(resource.Urn))
            .OrderBy(resource => resource.Urn, StringComparer.Ordinal);
        return [.. sorted, .. rest];
    }

    private static IEnumerable<string> Needs(ResourceRecord resource) =>
        resource.Dependencies.Concat(resource.PropertyDependencies.Values.SelectMany(urns => urns))
            .Concat(resource.Parent is { } parent ? [parent] : [])
            .Concat(resource.Provider is { } provider ? [ProviderReference.UrnOf(provider)] : [])
            .Where(urn => urn != resource.Urn).Distinct(StringComparer.Ordinal);
}
