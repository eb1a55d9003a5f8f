namespace MlopsInfra.LocalEngine.State;

/// <summary>Orders resources so that everything comes after what it depends on: parent, provider, dependencies.</summary>
internal static class DependencyOrder
{
    /// <summary>
    /// The order; otherwise as given. Resources that depend on each other in a circle (damaged state) keep their place.
    /// </summary>
    public static List<ResourceRecord> Sort(IReadOnlyDictionary<string, ResourceRecord> resources)
    {
        var sorted = new List<ResourceRecord>(resources.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var path = new Stack<(ResourceRecord Record, IEnumerator<string> Needs)>();
        foreach (var root in resources.Values)
        {
            if (!seen.Add(root.Urn)) continue;
            path.Push((root, NeedsOf(root).GetEnumerator()));
            // An explicit stack: a chain of dependencies can be as long as the stack has resources.
            while (path.TryPeek(out var top))
            {
                if (!top.Needs.MoveNext())
                {
                    sorted.Add(path.Pop().Record);
                }
                else if (resources.TryGetValue(top.Needs.Current, out var need) && seen.Add(need.Urn))
                {
                    path.Push((need, NeedsOf(need).GetEnumerator()));
                }
            }
        }

        return sorted;
    }

    /// <summary>URNs of everything that has to exist for this resource.</summary>
    public static IEnumerable<string> NeedsOf(ResourceRecord record)
    {
        if (record.Parent is not null) yield return record.Parent;
        if (record.Provider is not null) yield return ProviderReference.UrnOf(record.Provider);
        if (record.DeletedWith is not null) yield return record.DeletedWith;
        foreach (var urn in record.Dependencies) yield return urn;
        foreach (var urns in record.PropertyDependencies.Values)
        {
            foreach (var urn in urns) yield return urn;
        }
    }
}
