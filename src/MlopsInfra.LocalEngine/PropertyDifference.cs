using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine;

/// <summary>One property that a step changes.</summary>
/// <param name="Path">Its path in the inputs, as in <c>tags.owner</c> or <c>subnets[0].name</c>.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Old">The value before; null if there was none. Secrets are marked.</param>
/// <param name="New">The value after; null if there is none, <see cref="PropertyValue.Unknown"/> where a preview can't know
/// it.</param>
/// <param name="ForcesReplacement">Whether this change forces the replacement of the resource.</param>
public sealed record PropertyDifference(string Path, PropertyChangeKind Kind, PropertyValue? Old, PropertyValue? New,
    bool ForcesReplacement);
