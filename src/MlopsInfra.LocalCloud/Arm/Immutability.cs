using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// Changes that Azure does not make: a PUT that tries a fixed property is refused, and some changes are taken and ignored.
/// </summary>
internal static class Immutability
{
    /// <summary>What a PUT changes that can't be changed.</summary>
    /// <param name="type">The type.</param>
    /// <param name="old">The body that is there.</param>
    /// <param name="now">The body of the PUT. What is not known yet counts as another value.</param>
    public static IEnumerable<FixedChange> Violations(AzureResource type, JsonObject old, JsonObject now)
    {
        foreach (var property in type.FixedProperties)
        {
            foreach (var change in Changes(property, old, now).Where(change => !property.IsAllowed(change.Old, change.Now)))
                yield return change;
        }
    }

    /// <summary>Refuses a PUT that changes what can't be changed, and undoes what Azure ignores.</summary>
    public static void Check(PutContext put)
    {
        if (put.Existing is not { } existing) return;
        var type = put.Cloud.Types.Of(put.Id.Type);
        // What Azure chose itself may come back as it is.
        var shown = JsonPaths.Merge(existing.Body, existing.Computed);
        if (Violations(type, existing.Body, put.Body).FirstOrDefault(change => change.Old is not null || change.Now is null
            || shown.At(change.Path) is not { } chosen || !Same(chosen, change.Now)) is { } change)
            throw change.Property.Refusal(put.Id.Name, change.Path);
        if (type.ChangesWithoutEffect is { } ignored) Restore(put, existing.Body, ignored);
    }

    private static IEnumerable<FixedChange> Changes(FixedProperty property, JsonObject old, JsonObject now)
    {
        var list = property.Path.IndexOf("[].", StringComparison.Ordinal);
        if (list < 0)
        {
            if (Differs(property, old.At(property.Path), now.At(property.Path)) is { } change) yield return change;
            yield break;
        }

        var (holder, inner) = (property.Path[..list], property.Path[(list + 3)..]);
        if (now.At(holder) is not JsonArray items) yield break;
        var before = old.Objects(holder).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            // An item of a new name is a new one, and may have what it likes.
            if (items[i] is not JsonObject item || before.Find(known => SameName(known, item)) is not { } same) continue;
            if (Differs(property, same.At(inner), item.At(inner)) is { } change)
                yield return change with { Path = $"{holder}[{i}].{inner}" };
        }
    }

    private static FixedChange? Differs(FixedProperty property, JsonNode? old, JsonNode? now)
    {
        if (now is null && (old is null || property.IsKeptWhenLeftOut)) return null;
        if (old is not null && now is not null && Same(old, now)) return null;
        return new FixedChange(property, property.Path, old, now);
    }

    private static bool SameName(JsonObject one, JsonObject other) =>
        string.Equals(one.Text("name"), other.Text("name"), StringComparison.OrdinalIgnoreCase);

    private static void Restore(PutContext put, JsonObject old, ChangesWithoutEffect ignored)
    {
        var kept = old.DeepClone().AsObject();
        foreach (var path in ignored.Except)
        {
            if (put.Body.At(path) is { } changed) kept.Set(path, changed.DeepClone());
        }

        foreach (var name in ignored.Paths)
        {
            if (kept[name] is { } value) put.Body[name] = value.DeepClone();
            else put.Body.Remove(name);
        }
    }

    private static bool Same(JsonNode old, JsonNode now) =>
        string.Equals(CanonicalJson.Text(old), CanonicalJson.Text(now), StringComparison.OrdinalIgnoreCase);
}
