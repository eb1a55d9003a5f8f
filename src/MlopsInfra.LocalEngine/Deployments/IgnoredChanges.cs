using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary><c>ignoreChanges</c>: sets what a program wants ignored back to what it was.</summary>
internal static class IgnoredChanges
{
    /// <summary>The new inputs with every ignored path as in the old ones (absent where it was absent).</summary>
    public static PropertyMap Apply(PropertyMap oldInputs, PropertyMap newInputs, IReadOnlyList<PropertyPath> ignored)
    {
        PropertyValue? result = new PropertyValue.Obj(newInputs);
        foreach (var path in ignored) result = Reset(new PropertyValue.Obj(oldInputs), result, path.Segments.AsSpan());
        return ((PropertyValue.Obj)result!).Members;
    }

    private static PropertyValue? Reset(PropertyValue? before, PropertyValue? now, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty) return before;
        if (now is PropertyValue.Secret secret)
        {
            return Reset(before?.WithoutSecretMark, secret.Value, path) is { } inner
                ? new PropertyValue.Secret(inner.WithoutSecretMark) : null;
        }

        before = before?.WithoutSecretMark;
        return (before, now) switch
        {
            (PropertyValue.Obj or null, PropertyValue.Obj obj) =>
                ResetMember((before as PropertyValue.Obj)?.Members, obj.Members, path),
            (PropertyValue.List old, PropertyValue.List list) => ResetItem(old, list, path),
            _ => now,
        };
    }

    private static PropertyValue.Obj ResetMember(PropertyMap? before, PropertyMap now, ReadOnlySpan<string> path)
    {
        if (!PropertyPath.IsWildcard(path[0])) return new PropertyValue.Obj(ResetKey(before, now, path[0], path));
        var keys = now.Keys.Concat(before?.Keys ?? []).Distinct(StringComparer.Ordinal).ToList();
        foreach (var key in keys) now = ResetKey(before, now, key, path);
        return new PropertyValue.Obj(now);
    }

    private static PropertyMap ResetKey(PropertyMap? before, PropertyMap now, string key, ReadOnlySpan<string> path)
    {
        // What is inside of an object that the program no longer has can't be set back.
        if (path.Length > 1 && !now.ContainsKey(key)) return now;
        var value = Reset(before?.GetValueOrDefault(key), now.GetValueOrDefault(key), path[1..]);
        return value is null ? now.Without(key) : now.With(key, value);
    }

    private static PropertyValue.List ResetItem(PropertyValue.List before, PropertyValue.List now, ReadOnlySpan<string> path)
    {
        var items = now.Items.ToBuilder();
        for (var i = 0; i < Math.Min(before.Items.Length, items.Count); i++)
        {
            if (!PropertyPath.IsWildcard(path[0]) && PropertyPath.Index(path[0]) != i) continue;
            if (Reset(before.Items[i], items[i], path[1..]) is { } value) items[i] = value;
        }

        return new PropertyValue.List(items.ToImmutable());
    }
}
