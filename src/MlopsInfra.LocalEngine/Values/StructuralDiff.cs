namespace MlopsInfra.LocalEngine.Values;

/// <summary>
/// Compares two objects member by member, for resources whose type no provider knows: components and providers.
/// </summary>
internal static class StructuralDiff
{
    /// <summary>Every path at which they differ; objects are looked into, lists are compared item by item.</summary>
    public static IEnumerable<PropertyChange> Changes(PropertyMap before, PropertyMap after) => InMaps("", before, after);

    private static IEnumerable<PropertyChange> InMaps(string path, PropertyMap before, PropertyMap after)
    {
        foreach (var key in before.Keys.Concat(after.Keys.Where(key => !before.ContainsKey(key))))
        {
            foreach (var change in InValues(PropertyPath.Append(path, key), before.GetValueOrDefault(key),
                after.GetValueOrDefault(key))) yield return change;
        }
    }

    private static IEnumerable<PropertyChange> InValues(string path, PropertyValue? before, PropertyValue? after) =>
        (before?.WithoutSecretMark, after?.WithoutSecretMark) switch
    {
        (null, null) => [],
        (null, _) => [new PropertyChange(path, PropertyChangeKind.Add, false)],
        (_, null) => [new PropertyChange(path, PropertyChangeKind.Delete, false)],
        (PropertyValue.Obj old, PropertyValue.Obj now) => InMaps(path, old.Members, now.Members),
        (PropertyValue.List old, PropertyValue.List now) => Enumerable.Range(0, Math.Max(old.Items.Length, now.Items.Length))
            .SelectMany(i => InValues($"{path}[{i}]", old.Items.ElementAtOrDefault(i), now.Items.ElementAtOrDefault(i))),
        var (old, now) => old.Equals(now) ? [] : [new PropertyChange(path, PropertyChangeKind.Update, false)],
    };
}
