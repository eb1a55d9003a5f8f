using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Orders deletions: each resource comes after everything that depends on it.</summary>
internal static class DeletionOrder
{
    /// <summary>The resources in order, each with the deletions that it has to wait for.</summary>
    /// <param name="records">The resources.</param>
    /// <param name="deletions">The caller's list of the deletions begun so far: one is added per element that was given
    /// out.</param>
    public static IEnumerable<(ResourceRecord Record,
        IReadOnlyList<Task<bool>> Dependents)> Of(IReadOnlyCollection<ResourceRecord> records, List<Task<bool>> deletions)
    {
        var waiting = new Dictionary<string, List<Task<bool>>>(StringComparer.Ordinal);
        foreach (var record in Sort(records))
        {
            yield return (record, waiting.TryGetValue(record.Urn, out var dependents) ? dependents : []);
            var own = deletions[^1];
            foreach (var need in DependencyOrder.NeedsOf(record).Distinct(StringComparer.Ordinal))
            {
                if (need == record.Urn) continue;
                if (!waiting.TryGetValue(need, out var list)) waiting[need] = list = [];
                list.Add(own);
            }
        }
    }

    /// <summary>
    /// Dependents first. Several records may share a URN (a live one and replaced ones): they count as one node.
    /// </summary>
    private static IEnumerable<ResourceRecord> Sort(IReadOnlyCollection<ResourceRecord> records)
    {
        var groups = records.GroupBy(record => record.Urn, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var nodes = groups.ToDictionary(
            group => group.Key,
            group => group.Value.Count == 1
                ? group.Value[0] : group.Value[0] with { Dependencies = [.. group.Value.SelectMany(DependencyOrder.NeedsOf)] },
            StringComparer.Ordinal);
        var sorted = DependencyOrder.Sort(nodes);
        sorted.Reverse();
        return sorted.SelectMany(node => groups[node.Urn]);
    }
}
