namespace Pulumi.Serialization;

/// <summary>The resources that dependencies stand for, and their URNs on the wire.</summary>
internal static class DependencyUrns
{
    /// <summary>In place of a component its custom descendants, through components, that exist now (O4, protocol O2).</summary>
    /// <param name="resources">The dependencies.</param>
    /// <param name="dependent">The resource that is going to wait for them; none for a function.</param>
    /// <param name="via">The input or option that names them.</param>
    /// <exception cref="EndlessRunException">The dependent itself is among them, or a resource that waits for it.</exception>
    public static HashSet<Resource> Expand(IEnumerable<Resource> resources, Resource? dependent, string via)
    {
        var expanded = new HashSet<Resource>();
        foreach (var resource in resources)
            Add(resource, resource);
        return expanded;

        void Add(Resource resource, Resource dependency)
        {
            if (!resource.IsCustom && !resource.IsRemote)
            {
                foreach (var child in resource.Children())
                    Add(child, dependency);
                return;
            }
            if (dependent is not null && resource.IsAtOrBelow(dependent))
                throw EndlessRunException.Circle(dependent, via, dependency, resource);
            expanded.Add(resource);
        }
    }

    /// <summary>Waits until the resources are registered.</summary>
    public static async ValueTask<HashSet<string>> CollectAsync(IReadOnlyCollection<Resource> expanded, Resource? dependent,
        string via)
    {
        var urns = new HashSet<string>();
        foreach (var resource in expanded)
        {
            dependent?.WaitsFor = ResourceWait.ForDependency(via, resource);
            if ((await resource.Urn.Data).Value is { Length: > 0 } urn)
                urns.Add(urn);
        }
        return urns;
    }
}
