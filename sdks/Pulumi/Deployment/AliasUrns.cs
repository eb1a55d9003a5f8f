namespace Pulumi;

/// <summary>The URNs of a resource's former identities, those it inherits from its parent included (protocol O10).</summary>
internal static class AliasUrns
{
    public static async Task<IReadOnlyCollection<string>> FindAsync(Resource resource, IEnumerable<Alias> own)
    {
        var urns = new HashSet<string>();
        foreach (var alias in own)
            urns.Add(alias.Urn ?? await BuildAsync(resource, alias));
        foreach (var inherited in await InheritedAsync(resource))
            urns.Add(inherited);
        return urns;
    }

    private static async Task<string> BuildAsync(Resource resource, Alias alias)
    {
        var name = (await alias.Name.ToOutput().Data).Value ?? resource.GetResourceName();
        var type = (await alias.Type.ToOutput().Data).Value ?? resource.GetResourceType();
        var parent = alias.NoParent ? null
            : alias.Parent is { } other ? (await other.Urn.Data).Value
            : alias.ParentUrn is { } urn ? (await urn.ToOutput().Data).Value
            : resource.Parent is { } current ? (await current.Urn.Data).Value
            : null;
        return (await Urn.Create(name, type, parentUrn: parent is null ? null : (Input<string>)parent,
            project: alias.Project, stack: alias.Stack).Data).Value;
    }

    /// <summary>A child of a renamed parent was below the old one, and often named after it.</summary>
    private static async Task<List<string>> InheritedAsync(Resource resource)
    {
        var urns = new List<string>();
        if (resource.Parent is not { } parent)
            return urns;
        foreach (var input in parent.Options.Aliases)
        {
            if (await input.ToOutput().Data is not { IsKnown: true, Value: { } alias })
                continue;
            var parentUrn = alias.Urn ?? await BuildAsync(parent, alias);
            var name = resource.GetResourceName();
            if (name.StartsWith(parent.GetResourceName(), StringComparison.Ordinal))
                name = ResourceUrn.Parse(parentUrn).Name + name[parent.GetResourceName().Length..];
            urns.Add(ResourceUrn.Parse(parentUrn).Child(resource.GetResourceType(), name).ToString());
        }
        return urns;
    }
}
