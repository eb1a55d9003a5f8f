using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// What an output carries: its value, whether that is known, whether it is secret, and the resources it depends on.
/// </summary>
internal readonly struct OutputData<T>(T value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> resources)
{
    public T Value { get; } = value;

    public bool IsKnown { get; } = isKnown;

    public bool IsSecret { get; } = isSecret;

    public ImmutableHashSet<Resource> Resources { get; } = resources;

    public static OutputData<T> Known(T value) => new(value, true, false, ResourceSet.Empty);

    /// <summary>An unknown output has the default value when read (V3, V6).</summary>
    public OutputData<TOther> AsUnknown<TOther>() => new(default!, false, IsSecret, Resources);

    public OutputData<TOther> With<TOther>(TOther value) => new(value, IsKnown, IsSecret, Resources);

    /// <summary>
    /// The data of an output that was made from <paramref name="outer"/> by a function that gave this one (V5).
    /// </summary>
    public OutputData<T> Within<TOuter>(OutputData<TOuter> outer) =>
        new(Value, IsKnown, IsSecret || outer.IsSecret, ResourceSet.Union(outer.Resources, Resources));
}
