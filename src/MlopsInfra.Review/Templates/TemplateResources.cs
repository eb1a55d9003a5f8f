using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>The resources of a template, found by URN and by id.</summary>
internal sealed class TemplateResources
{
    private readonly Dictionary<string, TemplateResource> _byUrn;
    private readonly Dictionary<string, TemplateResource> _byId;

    /// <summary>Takes the resources.</summary>
    /// <param name="resources">The resources: what one depends on comes before it.</param>
    public TemplateResources(IEnumerable<TemplateResource> resources)
    {
        All = [.. resources];
        _byUrn = All.ToDictionary(resource => resource.Record.Urn, StringComparer.Ordinal);
        _byId = All.DistinctBy(resource => resource.Id.ToString(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(resource => resource.Id.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The resources: what one depends on comes before it.</summary>
    public ImmutableArray<TemplateResource> All { get; }

    /// <summary>Tells each resource what it is a part of and what it extends.</summary>
    public void Link()
    {
        foreach (var resource in All)
        {
            if (resource.Id.Providers is [.., { Names.Length: > 1 }]) resource.Parent = Find(resource.Id.Above!);
            if (resource.ScopeId is { } scope) resource.Scope = Find(scope);
        }
    }

    /// <summary>The resource with a URN; null if it is not in the template.</summary>
    /// <param name="urn">The URN.</param>
    public TemplateResource? Find(string urn) => _byUrn.GetValueOrDefault(urn);

    /// <summary>The resource with an id; null if it is not in the template.</summary>
    /// <param name="id">The id.</param>
    public TemplateResource? Find(ArmId id) => _byId.GetValueOrDefault(id.ToString());

    /// <summary>The nearest resource that something stands in; null if it is none of the template.</summary>
    /// <param name="id">The id of what stands there.</param>
    public TemplateResource? Around(ArmId id)
    {
        for (var above = id.Above; above is not null; above = above.Above)
        {
            if (Find(above) is { } found) return found;
        }

        return null;
    }
}
