using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review.Pictures;

/// <summary>Which component uses which.</summary>
internal static class PictureLinks
{
    /// <summary>
    /// Whether a resource only goes along with another one, so that what it refers to makes no link between components.
    /// </summary>
    /// <param name="token">Its type token.</param>
    public static bool GoesAlong(string token) =>
        token[(token.LastIndexOf(':') + 1)..] is "RoleAssignment" or "DiagnosticSetting" or "ManagementLockByScope"
            or "FederatedIdentityCredential";

    /// <summary>The links, without those that follow from others.</summary>
    /// <param name="components">The URNs of the components.</param>
    /// <param name="resources">All resources.</param>
    /// <param name="componentOf">The URN of a resource's component.</param>
    public static IReadOnlyList<(int From, int To)> Of(
        IReadOnlyList<string> components, IReadOnlyCollection<ResourceRecord> resources, Func<ResourceRecord, string> componentOf)
    {
        var positions =
            components.Select((urn, i) => (urn, i)).ToDictionary(pair => pair.urn, pair => pair.i, StringComparer.Ordinal);
        var byUrn = resources.ToDictionary(resource => resource.Urn, StringComparer.Ordinal);
        var links = new HashSet<(int From, int To)>();
        foreach (var resource in resources.Where(MakesLinks))
        {
            foreach (var urn in resource.Dependencies.Concat(resource.PropertyDependencies.Values.SelectMany(urns => urns)))
            {
                if (!byUrn.TryGetValue(urn, out var used) || !MakesLinks(used)) continue;
                if (positions.TryGetValue(componentOf(resource), out var from)
                    && positions.TryGetValue(componentOf(used), out var to) && from != to)
                    links.Add((from, to));
            }
        }

        return [.. links.Where(link => !Reaches(links, link)).Order()];
    }

    // A container or a datastore stands in another component's resource because that is where it belongs.
    private static bool MakesLinks(ResourceRecord resource) =>
        !GoesAlong(resource.Type)
        && !resource.Type.EndsWith(":BlobContainer", StringComparison.Ordinal)
        && !resource.Type.EndsWith(":Datastore", StringComparison.Ordinal);

    private static bool Reaches(HashSet<(int From, int To)> links, (int From, int To) link)
    {
        var (seen, open) = (new HashSet<int>(), new Stack<int>([link.From]));
        while (open.TryPop(out var position))
        {
            foreach (var next in links.Where(other => other.From == position && other != link && seen.Add(other.To)))
                open.Push(next.To);
        }

        return seen.Contains(link.To);
    }
}
