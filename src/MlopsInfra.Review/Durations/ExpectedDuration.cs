using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review.Durations;

/// <summary>
/// How long a deployment may be expected to take, and which chain of resources decides it. Only creations have published
/// durations: a change in place and a deletion are taken to last as long, a replacement twice as long, so that this is rather too
/// much than too little.
/// </summary>
/// <param name="Total">The time of the longest chain, with everything else beside it.</param>
/// <param name="Chain">The resources of that chain, first to last, with the time of each.</param>
public sealed record ExpectedDuration(TimeSpan Total, ImmutableArray<(ResourceChange Change, TimeSpan Time)> Chain)
{
    /// <summary>How long Azure takes for a review's changes.</summary>
    /// <param name="changes">What is to be done.</param>
    /// <param name="after">The stack after: what depends on what.</param>
    /// <param name="before">The stack before: the same for what is deleted.</param>
    /// <param name="facts">How long the creation of a resource takes.</param>
    public static ExpectedDuration Of(ChangeList changes, StackSnapshot before, StackSnapshot after, ICloudFacts facts)
    {
        // What is deleted goes after everything else, in reverse order.
        var made = Longest(changes.Changes.Where(change => change.After is not null), after, facts);
        var deleted = Longest(changes.Changes.Where(change => change.Kind == ChangeKind.Deleted), before, facts);
        return new ExpectedDuration(made.Total + deleted.Total, [.. made.Chain, .. deleted.Chain.Reverse()]);
    }

    private static ExpectedDuration Longest(IEnumerable<ResourceChange> changes, StackSnapshot snapshot, ICloudFacts facts)
    {
        var byUrn = changes.ToDictionary(change => change.Urn, StringComparer.Ordinal);
        var ends = new Dictionary<string, (TimeSpan End, string? Previous)>(StringComparer.Ordinal);
        string? last = null;
        // A snapshot has what a resource depends on before it, so that one pass is enough. What does not change takes no time,
        // but passes on.
        foreach (var resource in snapshot.Resources)
        {
            var (start, previous) = (TimeSpan.Zero, (string?)null);
            foreach (var urn in resource.Dependencies.Concat(resource.PropertyDependencies.Values.SelectMany(urns => urns)))
            {
                if (!ends.TryGetValue(urn, out var before) || before.End <= start) continue;
                (start, previous) = (before.End, byUrn.ContainsKey(urn) ? urn : before.Previous);
            }

            var time = byUrn.TryGetValue(resource.Urn, out var change) ? TimeOf(change, resource, facts) : TimeSpan.Zero;
            ends[resource.Urn] = (start + time, previous);
            if (change is not null && (last is null || ends[last].End < start + time)) last = resource.Urn;
        }

        var total = last is null ? TimeSpan.Zero : ends[last].End;
        var chain = new Stack<(ResourceChange, TimeSpan)>();
        for (var urn = last; urn is not null; urn = ends[urn].Previous)
            chain.Push((byUrn[urn], TimeOf(byUrn[urn], snapshot.Find(urn)!, facts)));
        return new ExpectedDuration(total, [.. chain]);
    }

    private static TimeSpan TimeOf(ResourceChange change, ResourceRecord resource, ICloudFacts facts) =>
        facts.TypicalDuration(resource) * (change.Kind switch { ChangeKind.Replaced => 2, ChangeKind.Imported => 0, _ => 1 });
}
