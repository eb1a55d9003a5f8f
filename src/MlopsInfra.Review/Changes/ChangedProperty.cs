using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Changes;

/// <summary>One property of a resource that gets another value.</summary>
/// <param name="Path">Its path in the inputs, as in <c>sku.name</c>.</param>
/// <param name="Before">The value before; null if there was none.</param>
/// <param name="After">The value after; null if there is none. What a preview can't know is taken from the snapshot after the
/// change.</param>
/// <param name="ForcesReplacement">Whether the cloud can't change it in place.</param>
/// <param name="IsKnownOnlyAfterwards">Whether a deployment learns the value only on the way, so that a preview has to take it
/// for changed.</param>
public sealed record ChangedProperty(string Path, PropertyValue? Before, PropertyValue? After, bool ForcesReplacement,
    bool IsKnownOnlyAfterwards)
{
    /// <summary>Whether the value is the same after all, as far as the snapshot after the change can tell.</summary>
    public bool IsSame => Before is not null && Before.Equals(After);
}
