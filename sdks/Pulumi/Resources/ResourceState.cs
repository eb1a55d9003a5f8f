using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi;

/// <summary>What the engine answered for a resource.</summary>
internal sealed record ResourceState(string Urn, string? Id, Struct Properties)
{
    /// <summary>
    /// The engine skipped the resource or failed to make it: what is missing is unknown, not default (protocol R8).
    /// </summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Further URNs that outputs depend on, by property (protocol O7).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Dependencies { get; init; } =
        ImmutableDictionary<string, IReadOnlyList<string>>.Empty;

    public ImmutableHashSet<Resource> DependenciesOf(string property, ImmutableHashSet<Resource> self) =>
        Dependencies.TryGetValue(property, out var urns)
            ? self.Union(urns.Where(urn => urn != Urn).Select(urn => new UnregisteredResource(urn)))
            : self;
}
