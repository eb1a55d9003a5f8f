namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// Finds the URNs that a resource may have had before: from its own aliases, and from those of its parent, which a child
/// inherits (its name changes along where it begins with the parent's).
/// </summary>
internal sealed class AliasResolver(string stack, string project, Func<string, RegisteredResource?> find)
{
    /// <summary>The former URNs, without the present one, each once.</summary>
    public IReadOnlyList<string> FormerUrns(RegisteredResource resource) => resource.FormerUrns ??= Resolve(resource);

    private List<string> Resolve(RegisteredResource resource)
    {
        var goal = resource.Goal;
        var seen = new HashSet<string>(StringComparer.Ordinal) { resource.Urn };
        var urns = new List<string>();
        void Add(string urn)
        {
            if (seen.Add(urn)) urns.Add(urn);
        }

        foreach (var alias in goal.Aliases) Add(UrnOf(alias, goal, goal.Parent, goal.Name));
        if (goal.Parent is null || find(goal.Parent) is not { } parent) return urns;
        foreach (var formerParent in FormerUrns(parent))
        {
            var name = InheritedName(goal.Name, parent.Goal.Name, Urn.NameOf(formerParent));
            Add(Urn.Create(stack, project, formerParent, goal.Type, name));
            foreach (var alias in goal.Aliases)
            {
                if (alias.Urn is null)
                    Add(UrnOf(alias, goal,
                        alias.ParentUrn is null || alias.ParentUrn == goal.Parent ? formerParent : alias.ParentUrn, name));
            }
        }

        return urns;
    }

    private string UrnOf(ResourceAlias alias, ResourceGoal goal, string? presentParent, string presentName)
    {
        if (alias.Urn is not null) return alias.Urn;
        var parent = alias.NoParent ? null : ReferenceEquals(presentParent, goal.Parent) ? alias.ParentUrn ?? presentParent
            : presentParent;
        return Urn.Create(alias.Stack ?? stack, alias.Project ?? project, parent, alias.Type ?? goal.Type,
            alias.Name ?? presentName);
    }

    private static string InheritedName(string name, string parentName, string formerParentName) =>
        name.StartsWith(parentName, StringComparison.Ordinal) ? formerParentName + name[parentName.Length..] : name;
}
