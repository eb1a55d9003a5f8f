using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>Changes JSON by its members and elements; what is no JSON is left to others.</summary>
internal static class JsonMutation
{
    private const string Mark = "\u0001raw\u0001";

    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 1000, AllowDuplicateProperties = true };
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1000 };

    // What can't be in a tree, and takes the place of a value in the text.
    private static readonly string[] RawValues =
    [
        "1e999", "-1e999", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\uD800\"", "-0", "1E400", "{\"a\":1,\"a\":2}",
            "{\"\":1,\"\":2}",
        "{\"\\u0061\":1,\"a\":2}", "00", "+1", "NaN", "Infinity", "[1,]", "{,}", "'x'", "// x", "tru",
            "1.0000000000000000000000001", "{\"a\"}",
    ];

    public static byte[]? Of(Random random, byte[] input, byte[] other, IReadOnlyList<string> words)
    {
        try
        {
            if (JsonNode.Parse(input, documentOptions: Lenient) is not { } root) return null;
            var places = Places(root).ToList();
            if (places.Count == 0) return null;
            string? raw = null;
            var place = places[random.Next(places.Count)];
            switch (random.Next(10))
            {
                case 0:
                    Remove(place);
                    break;
                case 1 or 2 or 3:
                    Set(place, Value(random, words));
                    break;
                case 4:
                    raw = random.Next(4) == 0 ? Nested(random) : RawValues[random.Next(RawValues.Length)];
                    Set(place, Mark);
                    break;
                case 5:
                    Set(place, places[random.Next(places.Count)].Value?.DeepClone());
                    break;
                case 6 when JsonNode.Parse(other, documentOptions: Lenient) is { } donor && Places(donor)
                    .ToList() is { Count: > 0 } given:
                    Set(place, given[random.Next(given.Count)].Value?.DeepClone());
                    break;
                case 7:
                    Set(place, random.Next(2) == 0
                        ? new JsonArray(place.Value?.DeepClone())
                            : new JsonObject { [Name(random, words)] = place.Value?.DeepClone() });
                    break;
                case 8 when place.Value is JsonObject item:
                    item[Name(random, words)] = Value(random, words);
                    break;
                case 8 when place.Value is JsonArray list:
                    list.Add(list.Count > 0 ? list[0]?.DeepClone() : Value(random, words));
                    break;
                case 9 when place.Key is string key && place.Parent is JsonObject owner:
                    // The same key twice: the second is renamed in the text.
                    owner[Mark] = places[random.Next(places.Count)].Value?.DeepClone();
                    raw = JsonSerializer.Serialize(key);
                    break;
                default:
                    Set(place, null);
                    break;
            }

            var text = root.ToJsonString(Deep);
            return InputText.Bytes(raw is null ? text : text.Replace(JsonSerializer.Serialize(Mark), raw,
                StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string Nested(Random random)
    {
        var depth = 1 << random.Next(15);
        return random.Next(2) == 0 ? new string('[', depth) + new string(']', depth)
            : new StringBuilder().Insert(0, "{\"a\":", depth).Append('1').Append('}', depth).ToString();
    }

    private static JsonNode? Value(Random random, IReadOnlyList<string> words) => random.Next(9) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => double.TryParse(Extremes.Numbers[random.Next(Extremes.Numbers.Length)], CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : 0,
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => long.MaxValue,
        6 when words.Count > 0 => words[random.Next(words.Count)],
        7 => new JsonArray(Extremes.Any(random), 1, null),
        _ => Extremes.Any(random),
    };

    private static string Name(Random random, IReadOnlyList<string> words) =>
        words.Count > 0 && random.Next(3) > 0 ? words[random.Next(words.Count)] : Extremes.Any(random);

    private static void Set((JsonNode Parent, object Key, JsonNode? Value) place, JsonNode? value)
    {
        if (place is { Parent: JsonObject owner, Key: string name }) owner[name] = value;
        else if (place is { Parent: JsonArray list, Key: int index }) list[index] = value;
    }

    private static void Remove((JsonNode Parent, object Key, JsonNode? Value) place)
    {
        if (place is { Parent: JsonObject owner, Key: string name }) owner.Remove(name);
        else if (place is { Parent: JsonArray list, Key: int index }) list.RemoveAt(index);
    }

    private static IEnumerable<(JsonNode Parent, object Key, JsonNode? Value)> Places(JsonNode? node)
    {
        var open = new Stack<JsonNode>();
        if (node is not null) open.Push(node);
        while (open.TryPop(out var next))
        {
            IEnumerable<(JsonNode Parent, object Key, JsonNode? Value)> inner = next switch
            {
                JsonObject item => item.Select(pair => ((JsonNode)item, (object)pair.Key, pair.Value)).ToList(),
                JsonArray list => list.Select((value, index) => ((JsonNode)list, (object)index, value)).ToList(),
                _ => [],
            };
            foreach (var place in inner)
            {
                yield return place;
                if (place.Value is not null) open.Push(place.Value);
            }
        }
    }
}
