using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Functions of lists and maps.</summary>
internal static class DynamicFunctions
{
    private const int Many = 64;

    /// <summary>The functions.</summary>
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("array_length", 1, 1, ColumnType.Long, values => values[0] is JsonArray list ? (long)list.Count : null),
        new("array_index_of", 2, 2, ColumnType.Long, values => values[0] is JsonArray list
            ? (long)list.ToList().FindIndex(item => KustoValues.Compare(item, values[1]) == 0) : null),
        new("set_has_element", 2, 2, ColumnType.Bool, values => values[0] is JsonArray list
            ? list.Any(item => KustoValues.Compare(item, values[1]) == 0) : null),
        new("bag_keys", 1, 1, ColumnType.Dynamic, values => values[0] is JsonObject map
            ? new JsonArray([.. map.Select(pair => (JsonNode)pair.Key)]) : null),
        new("bag_has_key", 2, 2, ColumnType.Bool, values => values[0] is JsonObject map
            ? map.ContainsKey(KustoValues.Text(values[1])) : null),
        .. ((string[])["bag_pack", "pack"]).Select(name => new ScalarFunction(name, 2, Many, ColumnType.Dynamic, Packed)),
        .. ((string[])["pack_array", "array_pack"]).Select(name => new ScalarFunction(name, 1, Many, ColumnType.Dynamic, values =>
            new JsonArray([.. values.Select(KustoValues.ToJson)]))),
    ];

    private static JsonObject Packed(object?[] values)
    {
        var map = new JsonObject();
        for (var at = 0; at + 1 < values.Length; at += 2) map[KustoValues.Text(values[at])] = KustoValues.ToJson(values[at + 1]);
        return map;
    }
}
