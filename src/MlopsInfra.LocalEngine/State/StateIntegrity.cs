using System.Text.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>What has to hold of the resources of a state among each other.</summary>
internal static class StateIntegrity
{
    /// <summary>Refuses two live resources with one URN, and resources that stand in each other.</summary>
    /// <param name="resources">All resources of a state.</param>
    /// <exception cref="JsonException">There are such.</exception>
    public static void Check(IEnumerable<ResourceRecord> resources)
    {
        var live = new Dictionary<string, ResourceRecord>(StringComparer.Ordinal);
        foreach (var record in resources.Where(record => !record.Delete))
        {
            if (!live.TryAdd(record.Urn, record))
                throw new JsonException($"There are two resources with the URN {record.Urn}, of which none was replaced.");
        }

        CheckParents(live);
    }

    private static void CheckParents(Dictionary<string, ResourceRecord> live)
    {
        // Those of which it is known that the way up from them ends.
        var ends = new HashSet<string>(StringComparer.Ordinal);
        var way = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in live.Values)
        {
            way.Clear();
            for (var above = record; above is not null && !ends.Contains(above.Urn);
                above = above.Parent is { } parent ? live.GetValueOrDefault(parent) : null)
            {
                if (!way.Add(above.Urn))
                    throw new JsonException($"{above.Urn} is its own parent, or that of one of its parents.");
            }

            ends.UnionWith(way);
        }
    }
}
