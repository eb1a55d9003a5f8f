using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Comparison;

/// <summary>What a PUT would change of a resource, property by property.</summary>
internal static class PropertyChanges
{
    /// <summary>The changes.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="existing">What is there.</param>
    /// <param name="body">What is asked for.</param>
    public static JsonArray Of(CloudContext cloud, StoredResource existing, JsonObject body)
    {
        var rules = cloud.Types.Of(existing.Type);
        // A secret is no difference that anybody could see.
        var (asked, shown) = (SecretMembers.Shown(rules, existing.Body), Views.Shown(cloud, existing));
        return new JsonArray([.. Compare(asked, shown, SecretMembers.Shown(rules, body), "")]);
    }

    private static IEnumerable<JsonObject> Compare(JsonObject asked, JsonObject shown, JsonObject wanted, string path)
    {
        foreach (var (name, want) in wanted.Where(pair => pair.Value is not null))
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var have = Member(shown, name) ?? Member(asked, name);
            if (have is JsonObject inside && want is JsonObject members)
            {
                foreach (var change in Compare(Member(asked, name) as JsonObject ?? [], inside, members, at)) yield return change;
            }
            else if (have is null)
            {
                if (want is not (JsonObject { Count: 0 } or JsonArray { Count: 0 }))
                    yield return Change(at, "Create", null, want);
            }
            else if (!IsSame(at, have, want!))
            {
                yield return have is JsonArray old && want is JsonArray items ? ArrayChange(at, old, items)
                    : Change(at, "Modify", have, want);
            }
        }

        // What was asked for before and is not any more goes: a PUT says all.
        foreach (var (name, have) in asked.Where(pair => pair.Value is not null && Member(wanted, pair.Key) is null))
            yield return Change(path.Length == 0 ? name : $"{path}.{name}", "Delete", have, null);
    }

    private static JsonObject ArrayChange(string path, JsonArray have, JsonArray want)
    {
        var children = new JsonArray();
        for (var index = 0; index < Math.Max(have.Count, want.Count); index++)
        {
            var (old, item) = (have.ElementAtOrDefault(index), want.ElementAtOrDefault(index));
            if (index < have.Count && index < want.Count && IsSame(path, old, item)) continue;
            var type = index >= have.Count ? "Create" : index >= want.Count ? "Delete" : "Modify";
            children.Add((JsonNode)Change($"{index}", type, old, item));
        }

        var change = Change(path, "Array", null, null);
        change["children"] = children;
        return change;
    }

    // Regions are written in several ways, ids in any case, and Azure fills in what elements of arrays leave out. What is not
    // known yet is no change.
    private static bool IsSame(string path, JsonNode? have, JsonNode? want)
    {
        if (JsonNode.DeepEquals(have, want)) return true;
        if (have is JsonObject members && want is JsonObject wanted)
            return wanted.All(pair => pair.Value is null || IsSame($"{path}.{pair.Key}", Member(members, pair.Key), pair.Value));
        if (have is JsonArray items && want is JsonArray others)
            return items.Count == others.Count && items.Zip(others).All(pair => IsSame(path, pair.First, pair.Second));
        if (have?.GetValueKind() != JsonValueKind.String || want?.GetValueKind() != JsonValueKind.String) return false;
        var (one, other) = (have.GetValue<string>(), want.GetValue<string>());
        return TemplateExpressionParser.IsExpression(other)
            || (path == "location" && Regions.Normalize(one) == Regions.Normalize(other))
            || (one.StartsWith('/') && one.Equals(other, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonNode? Member(JsonObject from, string name) =>
        TemplateValues.TryMember(from, name, out var value) ? value : null;

    private static JsonObject Change(string path, string type, JsonNode? before, JsonNode? after) => new()
    {
        ["path"] = path, ["propertyChangeType"] = type, ["before"] = before?.DeepClone(), ["after"] = after?.DeepClone(),
        ["children"] = null,
    };
}
