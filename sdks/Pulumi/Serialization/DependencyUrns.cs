namespace Pulumi.Serialization;

/// <summary>The URNs that stand for a set of dependencies on the wire, and in what order a resource waits for them.</summary>
internal static class DependencyUrns
{
    /// <summary>
    /// In place of a component its custom descendants, through components, that exist now (O4, protocol O2). A component
    /// that the dependent itself is below stands for nothing: its parent is waited for anyway, and waiting for its
    /// siblings would never end.
    /// </summary>
    public static async ValueTask<HashSet<string>> CollectAsync(IEnumerable<Resource> resources, Resource? dependent)
    {
        var urns = new HashSet<string>();
        foreach (var resource in Expand(resources, dependent))
            if ((await resource.Urn.Data).Value is { Length: > 0 } urn)
                urns.Add(urn);
        return urns;
    }

    public static HashSet<Resource> Expand(IEnumerable<Resource> resources, Resource? dependent)
    {
        var expanded = new HashSet<Resource>();
        foreach (var resource in resources)
            if (!IsSelfOrAncestor(resource, dependent))
                Add(resource, expanded);
        return expanded;
    }

    private static void Add(Resource resource, HashSet<Resource> expanded)
    {
        if (resource.IsCustom || resource.IsRemote)
            expanded.Add(resource);
        else
            foreach (var child in resource.Children())
                Add(child, expanded);
    }

    private static bool IsSelfOrAncestor(Resource resource, Resource? dependent)
    {
        for (var current = dependent; current is not null; current = current.Parent)
            if (ReferenceEquals(current, resource) && (ReferenceEquals(current, dependent) || !resource.IsCustom))
                return true;
        return false;
    }
}
