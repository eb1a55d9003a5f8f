namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>The resources of a template, and how they are named in it.</summary>
internal sealed class PlannedResources
{
    private readonly List<PlannedResource> _all = [];

    /// <summary>All of them, in the order of the template.</summary>
    public IReadOnlyList<PlannedResource> All => _all;

    /// <summary>Adds one.</summary>
    public void Add(PlannedResource resource) => _all.Add(resource);

    /// <summary>One by its symbol, its id or its name; null if there is none.</summary>
    /// <param name="name">How it is named.</param>
    public PlannedResource? Find(string name) =>
        _all.Find(each => each.Symbol == name && each.Loop is null)
        ?? _all.Find(each => Is(each.Id, name)) ?? _all.Find(each => Is(each.Name, name));

    /// <summary>Those that are made in a loop, by its name or symbol.</summary>
    /// <param name="loop">The loop.</param>
    public IReadOnlyList<PlannedResource> OfLoop(string loop) => _all.FindAll(each => each.Loop is not null
        && (Is(each.Loop, loop) || each.Symbol == loop));

    /// <summary>What a <c>dependsOn</c> names; empty if it is nothing of this template.</summary>
    /// <param name="name">A symbol, a loop, an id, a name, or a type with a name.</param>
    public IReadOnlyList<PlannedResource> Named(string name)
    {
        if (OfLoop(name) is { Count: > 0 } made) return made;
        if (Find(name) is { } found) return [found];
        return _all.FindAll(each => each.Id.EndsWith($"/providers/{name.TrimStart('/')}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
