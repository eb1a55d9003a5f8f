using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Functions of texts.</summary>
internal static class TextFunctions
{
    private const int Many = 64;

    /// <summary>The functions.</summary>
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("strcat", 1, Many, ColumnType.String, values => string.Concat(values.Select(KustoValues.Text))),
        new("strcat_delim", 2, Many, ColumnType.String, values =>
            string.Join(KustoValues.Text(values[0]), values.Skip(1).Select(KustoValues.Text))),
        new("strlen", ColumnType.Long, value => (long)KustoValues.Text(value).Length),
        new("substring", 2, 3, ColumnType.String, values => Part(KustoValues.Text(values[0]), KustoValues.ToLong(values[1]) ?? 0,
            values.Length > 2 ? KustoValues.ToLong(values[2]) ?? 0 : int.MaxValue)),
        new("tolower", ColumnType.String, value => KustoValues.Text(value).ToLowerInvariant()),
        new("toupper", ColumnType.String, value => KustoValues.Text(value).ToUpperInvariant()),
        new("reverse", ColumnType.String, value => new string([.. KustoValues.Text(value).Reverse()])),
        new("indexof", 2, 2, ColumnType.Long, values =>
            (long)KustoValues.Text(values[0]).IndexOf(KustoValues.Text(values[1]), StringComparison.Ordinal)),
        new("replace_string", 3, 3, ColumnType.String, values => KustoValues.Text(values[1]) is { Length: > 0 } old
            ? KustoValues.Text(values[0]).Replace(old, KustoValues.Text(values[2]), StringComparison.Ordinal)
            : KustoValues.Text(values[0])),
        new("replace_regex", 3, 3, ColumnType.String, values => TextOperators.Regex(KustoValues.Text(values[1]), 0)
            .Replace(KustoValues.Text(values[0]), KustoValues.Text(values[2]).Replace('\\', '$'))),
        new("extract", 3, 3, ColumnType.String, values =>
            TextOperators.Regex(KustoValues.Text(values[0]), 0).Match(KustoValues.Text(values[2])) is { Success: true } match
                ? match.Groups[(int)(KustoValues.ToLong(values[1]) ?? 0)].Value : ""),
        new("split", 2, 3, ColumnType.Dynamic, Split),
        new("trim", 2, 2, ColumnType.String, values => TextOperators.Regex(
            $"^(?:{KustoValues.Text(values[0])})|(?:{KustoValues.Text(values[0])})$", 0)
            .Replace(KustoValues.Text(values[1]), "")),
    ];

    private static string Part(string text, long start, long length)
    {
        // A negative start counts from the end.
        var from = Math.Clamp(start < 0 ? text.Length + start : start, 0, text.Length);
        return text.Substring((int)from, (int)Math.Clamp(length, 0, text.Length - from));
    }

    private static JsonArray Split(object?[] values)
    {
        string[] parts = KustoValues.Text(values[1]) is { Length: > 0 } separator
            ? KustoValues.Text(values[0]).Split(separator) : [KustoValues.Text(values[0])];
        if (values.Length == 2) return new JsonArray([.. parts.Select(part => (JsonNode)part)]);
        return KustoValues.ToLong(values[2]) is { } index && index >= 0 && index < parts.Length
            ? new JsonArray(parts[index]) : new JsonArray();
    }
}
