using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static MlopsInfra.AzurePolicy.Language.JsonValues;

namespace MlopsInfra.AzurePolicy.Language;

/// <summary>
/// The functions that look at their arguments only ("ARM template functions", "Azure Policy definition structure policy rule").
/// </summary>
internal static class TemplateFunctions
{
    private static readonly Dictionary<string, Func<IReadOnlyList<JsonNode?>, JsonNode?>> Known =
        new(StringComparer.OrdinalIgnoreCase)
    {
        ["concat"] = Concat,
        ["empty"] = arguments => IsEmpty(arguments[0]),
        ["length"] = arguments => arguments[0] switch { JsonArray list => list.Count, JsonObject map => map.Count,
            var text => Written(text).Length },
        ["first"] = arguments => arguments[0] is JsonArray list ? list.FirstOrDefault()
            : Written(arguments[0]) is { Length: > 0 } text ? text[..1] : "",
        ["last"] = arguments => arguments[0] is JsonArray list ? list.LastOrDefault()
            : Written(arguments[0]) is { Length: > 0 } text ? text[^1..] : "",
        ["split"] = arguments => List(Written(arguments[0]).Split(
            arguments[1] is JsonArray separators ? [.. separators.Select(Written)] : [Written(arguments[1])],
            StringSplitOptions.None).Select(part => (JsonNode?)part)),
        ["join"] = arguments => string.Join(Written(arguments[1]), Items(arguments[0]).Select(Written)),
        ["createArray"] = List,
        ["array"] = arguments => arguments[0] is JsonArray ? arguments[0] : List(arguments),
        ["coalesce"] = arguments => arguments.FirstOrDefault(argument => argument is not null),
        ["contains"] = arguments => Contains(arguments[0], arguments[1]),
        ["tryGet"] = TryGet,
        ["int"] =
            arguments => decimal.TryParse(Text(arguments[0]), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new PolicyLanguageException($"int: '{Text(arguments[0])}' is no whole number."),
        ["string"] = arguments => Text(arguments[0]) ?? "",
        ["bool"] = arguments => Flag(arguments[0]),
        ["not"] = arguments => !Flag(arguments[0]),
        ["and"] = arguments => arguments.All(Flag),
        ["or"] = arguments => arguments.Any(Flag),
        ["equals"] = arguments => Same(arguments[0], arguments[1]),
        ["less"] = arguments => Order(arguments[0], arguments[1]) < 0,
        ["lessOrEquals"] = arguments => Order(arguments[0], arguments[1]) <= 0,
        ["greater"] = arguments => Order(arguments[0], arguments[1]) > 0,
        ["greaterOrEquals"] = arguments => Order(arguments[0], arguments[1]) >= 0,
        ["add"] = arguments => Figure(arguments[0]) + Figure(arguments[1]),
        ["sub"] = arguments => Figure(arguments[0]) - Figure(arguments[1]),
        ["mul"] = arguments => Figure(arguments[0]) * Figure(arguments[1]),
        ["min"] = arguments => Numbers(arguments).Min(),
        ["max"] = arguments => Numbers(arguments).Max(),
        ["toLower"] = arguments => Written(arguments[0]).ToLowerInvariant(),
        ["toUpper"] = arguments => Written(arguments[0]).ToUpperInvariant(),
        ["trim"] = arguments => Written(arguments[0]).Trim(),
        ["replace"] =
            arguments => Written(arguments[0]).Replace(Written(arguments[1]), Written(arguments[2]), StringComparison.Ordinal),
        ["startsWith"] = arguments => Written(arguments[0]).StartsWith(Written(arguments[1]), StringComparison.OrdinalIgnoreCase),
        ["endsWith"] = arguments => Written(arguments[0]).EndsWith(Written(arguments[1]), StringComparison.OrdinalIgnoreCase),
        ["indexOf"] = arguments => Written(arguments[0]).IndexOf(Written(arguments[1]), StringComparison.OrdinalIgnoreCase),
        ["substring"] = arguments => Written(arguments[0])
            .Substring((int)Figure(arguments[1]),
                arguments.Count > 2 ? (int)Figure(arguments[2]) : Written(arguments[0]).Length - (int)Figure(arguments[1])),
        ["padLeft"] = arguments => Written(arguments[0])
            .PadLeft((int)Figure(arguments[1]), arguments.Count > 2 ? Written(arguments[2])[0] : ' '),
        ["union"] = arguments => List(arguments.SelectMany(Items).DistinctBy(item => item?.ToJsonString())),
        ["intersection"] = arguments =>
            List(Items(arguments[0]).Where(item => arguments.Skip(1).All(other => Items(other).Any(entry => Same(entry, item))))),
        ["uniqueString"] = arguments =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', arguments.Select(Written)))))[..13],
        ["addDays"] =
            arguments => DateTimeOffset.Parse(Written(arguments[0]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            .AddDays((double)Figure(arguments[1])).UtcDateTime
            .ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
        ["ipRangeContains"] = arguments => Range(arguments[0]) is var range && Range(arguments[1]) is var inner
            && inner.PrefixLength >= range.PrefixLength && range.Contains(inner.BaseAddress),
    };

    /// <summary>Calls a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="PolicyLanguageException">It is not known here, or does not take these arguments.</exception>
    public static JsonNode? Call(string name, IReadOnlyList<JsonNode?> arguments)
    {
        if (!Known.TryGetValue(name, out var function))
            throw new PolicyLanguageException($"The function '{name}' is not known here.");
        try
        {
            // A node stands in one place only.
            return function(arguments)?.DeepClone();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException
            or OverflowException)
        {
            throw new PolicyLanguageException(
                $"The function '{name}' does not take "
                    + $"{string.Join(", ", arguments.Select(argument => argument?.ToJsonString() ?? "null"))}.", exception);
        }
    }

    private static JsonNode? Concat(IReadOnlyList<JsonNode?> arguments) =>
        arguments.Any(argument => argument is JsonArray)
            ? List(arguments.SelectMany(Items)) : string.Concat(arguments.Select(Text));

    private static bool Contains(JsonNode? container, JsonNode? item) => container switch
    {
        JsonArray list => list.Any(entry => Same(entry, item)),
        JsonObject map => Has(map, Written(item)),
        _ => Written(container).Contains(Written(item), StringComparison.OrdinalIgnoreCase),
    };

    private static JsonNode? TryGet(IReadOnlyList<JsonNode?> arguments)
    {
        var value = arguments[0];
        foreach (var key in arguments.Skip(1))
        {
            value = value switch
            {
                JsonObject map => Property(map, Written(key)),
                JsonArray list when Number(key) is { } index && index >= 0 && index < list.Count => list[(int)index],
                _ => null,
            };
        }

        return value;
    }

    private static JsonArray List(IEnumerable<JsonNode?> items) => new([.. items.Select(item => item?.DeepClone())]);

    private static IEnumerable<JsonNode?> Items(JsonNode? value) => value is JsonArray list ? list : [value];

    private static IEnumerable<decimal> Numbers(IReadOnlyList<JsonNode?> arguments) => arguments.SelectMany(Items).Select(Figure);

    private static string Written(JsonNode? value) => Text(value) ?? throw new ArgumentException("Nothing is there.");

    private static decimal Figure(JsonNode? value) => Number(value) ?? throw new ArgumentException("A number is needed.");

    // An address by itself is a range of one.
    private static IPNetwork Range(JsonNode? value) => Written(value) is var text && text.Contains('/', StringComparison.Ordinal)
        ? IPNetwork.Parse(text)
        : new IPNetwork(IPAddress.Parse(text), text.Contains(':', StringComparison.Ordinal) ? 128 : 32);
}
