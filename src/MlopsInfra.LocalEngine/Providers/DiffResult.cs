using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The answer of <see cref="IProvider.DiffAsync"/>.</summary>
/// <param name="Changes">Every changed property, by path; empty: nothing to do.</param>
/// <param name="DeleteBeforeReplace">Whether a replacement has to delete the old one first (its name is fixed).</param>
public sealed record DiffResult(ImmutableArray<PropertyChange> Changes, bool DeleteBeforeReplace)
{
    /// <summary>Nothing changed.</summary>
    public static DiffResult None { get; } = new([], false);

    /// <summary>Whether any change forces a replacement.</summary>
    public bool RequiresReplacement => Changes.Any(change => change.ForcesReplacement);
}
