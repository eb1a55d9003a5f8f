using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Adds the values to a provider's list of changes.</summary>
internal static class PropertyDifferences
{
    /// <summary>The differences, in the same order.</summary>
    public static ImmutableArray<PropertyDifference> Of(IEnumerable<PropertyChange> changes, PropertyMap before,
        PropertyMap after) =>
        [.. changes.Select(change => Of(change, before, after))];

    private static PropertyDifference Of(PropertyChange change, PropertyMap before, PropertyMap after)
    {
        var path = PropertyPath.Parse(change.Path);
        return new PropertyDifference(change.Path, change.Kind, path.Get(before), path.Get(after), change.ForcesReplacement);
    }
}
