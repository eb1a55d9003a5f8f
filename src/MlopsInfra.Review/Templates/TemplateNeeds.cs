namespace MlopsInfra.Review.Templates;

/// <summary>
/// What of a template has to be there before what: more than the program says, since Pulumi waits by itself for what it sent
/// before.
/// </summary>
internal sealed class TemplateNeeds
{
    private readonly TemplateResources _resources;
    private readonly Dictionary<TemplateResource, HashSet<TemplateResource>> _needs = [];

    private TemplateNeeds(TemplateResources resources)
    {
        _resources = resources;
        foreach (var resource in resources.All) _needs[resource] = [.. OfProgram(resource.Record, resources)];
    }

    /// <summary>Tells each resource what it needs.</summary>
    /// <param name="resources">The resources, with their bodies and names.</param>
    public static void Complete(TemplateResources resources)
    {
        var needs = new TemplateNeeds(resources);
        foreach (var resource in resources.All) needs.Add(resource);
        foreach (var resource in resources.All) resource.Needs = [.. needs.WithoutWhatFollows(resource)];
    }

    /// <summary>What the program says that a resource depends on.</summary>
    /// <param name="record">The resource.</param>
    /// <param name="resources">The resources of the template.</param>
    public static IEnumerable<TemplateResource> OfProgram(LocalEngine.State.ResourceRecord record, TemplateResources resources) =>
        record.Dependencies
        .Concat(record.PropertyDependencies.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value))
        .Where(urn => urn != record.Urn).Select(resources.Find).OfType<TemplateResource>().Distinct();

    private void Add(TemplateResource resource)
    {
        var around = resource.Scope ?? resource.Parent ?? _resources.Around(resource.Id);
        var mentioned = resource.Body.Texts.Append(resource.OwnName).SelectMany(text => text.Resources);
        foreach (var need in mentioned.Prepend(around).OfType<TemplateResource>())
        {
            // A mention is no need where the other one waits already: two resources may name each other.
            if (need != resource && !Reaches(need, resource)) _needs[resource].Add(need);
        }
    }

    private bool Reaches(TemplateResource from, TemplateResource to)
    {
        var seen = new HashSet<TemplateResource>();
        var open = new Stack<TemplateResource>([from]);
        while (open.TryPop(out var next))
        {
            if (next == to) return true;
            foreach (var need in _needs[next].Where(seen.Add)) open.Push(need);
        }

        return false;
    }

    private IEnumerable<TemplateResource> WithoutWhatFollows(TemplateResource resource)
    {
        var needs = _needs[resource];
        return needs.Where(need => !needs.Any(other => other != need && Reaches(other, need)))
            .OrderBy(need => need.Record.Urn, StringComparer.Ordinal);
    }
}
