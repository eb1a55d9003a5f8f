namespace MlopsInfra.Policies;

/// <summary>Everything that a program declares: for rules that one resource alone can't keep.</summary>
internal sealed class DeclaredResources(IEnumerable<DeclaredResource> resources)
{
    private readonly ILookup<string, DeclaredResource> _byType =
        resources.ToLookup(resource => resource.Type, StringComparer.Ordinal);

    /// <summary>The resources of a type.</summary>
    public IEnumerable<DeclaredResource> OfType(string type) => _byType[type];

    /// <summary>
    /// Whether a reference leads to the resource, or to something below it. Before either exists, nobody can tell: then it is
    /// taken to do so, so that a preview of a new environment finds what is missing, not what is only not known yet.
    /// </summary>
    /// <param name="reference">The value that refers.</param>
    /// <param name="target">What it may refer to.</param>
    /// <param name="below">Path below the target's id, as in <c>/blobServices/default</c>; null for the target itself.</param>
    public static bool MayLeadTo(InputValue reference, DeclaredResource target, string? below = null)
    {
        if (reference.IsMissing) return false;
        if (target.Id is null || reference.IsUnknown) return true;
        return string.Equals(reference.Text, target.Id + below, StringComparison.OrdinalIgnoreCase);
    }
}
