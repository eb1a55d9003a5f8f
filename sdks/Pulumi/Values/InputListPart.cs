using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Part of an <see cref="InputList{T}"/>: one element, or a whole list that may not be there yet.</summary>
internal readonly struct InputListPart<T>
{
    public InputListPart(Input<T> item) => Item = item;

    public InputListPart(Output<ImmutableArray<T>> items) => Items = items;

    public Input<T>? Item { get; }

    public Output<ImmutableArray<T>>? Items { get; }
}
