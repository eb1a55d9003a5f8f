using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy.Evaluation;

/// <summary>
/// Finds values by the path of an alias. Azure keeps a table of aliases, which is not public as data; what is known of it follows
/// a rule: the path is that of the body without <c>properties</c>, at whatever depth those are.
/// </summary>
internal static class FieldPath
{
    private const string EveryElement = "[*]";

    /// <summary>
    /// The values at a path; where <c>[*]</c> is in it, those of all elements, otherwise one, which is null where nothing is.
    /// </summary>
    /// <param name="root">Where the path begins.</param>
    /// <param name="path">The path, as in <c>networkAcls.ipRules[*].value</c>; empty for the root itself.</param>
    public static IReadOnlyList<JsonNode?> Find(JsonNode? root, string path)
    {
        if (path.Length == 0) return [root];
        IEnumerable<JsonNode?> found = [root];
        foreach (var step in path.Split('.'))
        {
            var isList = step.EndsWith(EveryElement, StringComparison.Ordinal);
            var name = isList ? step[..^EveryElement.Length] : step;
            // Old aliases lead through lists without saying so: they mean each element, too.
            found = found.SelectMany(value => name.Length == 0 ? [value]
                : value is JsonArray list ? list.Select(item => Member(item, name)) : [Member(value, name)]).ToList();
            if (isList) found = found.OfType<JsonArray>().SelectMany(list => list).ToList();
        }

        return [.. found];
    }

    /// <summary>Whether a path leads to the elements of a list.</summary>
    public static bool IsCollection(string path) => path.Contains(EveryElement, StringComparison.Ordinal);

    // Properties first: a body's own 'sku' stands beside them, and some types have another one within.
    private static JsonNode? Member(JsonNode? value, string name)
    {
        if (value is not JsonObject map) return null;
        if (JsonValues.Property(map, "properties") is JsonObject properties)
        {
            if (JsonValues.Has(properties, name)) return JsonValues.Property(properties, name);
            // What a compute of Azure Machine Learning is made of stands one level deeper.
            if (JsonValues.Property(properties, "properties") is JsonObject inner && JsonValues.Has(inner, name))
                return JsonValues.Property(inner, name);
        }

        return JsonValues.Property(map, name);
    }
}
