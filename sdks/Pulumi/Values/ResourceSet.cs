using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Sets of resources an output depends on. Most are empty or hold one resource: those cases don't allocate.</summary>
internal static class ResourceSet
{
    public static readonly ImmutableHashSet<Resource> Empty = [];

    public static ImmutableHashSet<Resource> Union(ImmutableHashSet<Resource> first, ImmutableHashSet<Resource> second) =>
        first.Count == 0 || ReferenceEquals(first, second) ? second
        : second.Count == 0 ? first
        : first.Union(second);
}
