using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace MlopsInfra.Testing;

/// <summary>
/// Changes valid JSON in its structure: leaves values out, puts others in their place, gives keys twice, nests, moves. What comes
/// out is nearly what a reader expects, which finds more than noise does.
/// </summary>
internal static class JsonMutations
{
    private const string Again = "\u0001again";
    private const string Raw = "\u0001raw:";

    private static readonly string[] Words =
    [
        "null", "true", "false", "0", "-1", "5", "1.5", "1e300", "1e999", "-0", "123456789012345678901234567890", "\"\"", "\"x\"",
        "\"::\"", "\"/\"", "\"urn:pulumi:\"", "\"\\ud800\"", "\"\\u0000\"", "\"2026-13-45\"", "[]", "{}", "[null]",
        "[[]]", "{\"\": null}",
        "{\"4dabf18193072939515e22adb298388d\": 1}",
        "{\"4dabf18193072939515e22adb298388d\": \"1b47061264138c4ac30d75fd1eb44270\"}",
        "\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"",
    ];

    /// <summary>Texts that a valid one becomes by one to some changes.</summary>
    /// <param name="json">The valid text.</param>
    /// <param name="most">How many changes at most.</param>
    public static Gen<string> Of(string json, int most = 3) =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, 7], Gen.Int[0, int.MaxValue - 1]).Array[1, most]
            .Select(changes => Apply(json, changes));

    private static string Apply(string json, (int Place, int Kind, int Other)[] changes)
    {
        var root = JsonNode.Parse(json)!;
        foreach (var (place, kind, other) in changes)
        {
            var places = new List<(JsonNode Parent, string Key)>();
            Collect(root, places);
            if (places.Count == 0) break;
            Change(places[place % places.Count], kind, other, places);
        }

        var text = root.ToJsonString();
        foreach (var word in Words)
            text = text.Replace(JsonSerializer.Serialize(Raw + word), word, StringComparison.Ordinal);
        return text.Replace(JsonSerializer.Serialize(Again)[1..], "\"", StringComparison.Ordinal);
    }

    private static void Change((JsonNode Parent, string Key) place, int kind, int other,
        List<(JsonNode Parent, string Key)> places)
    {
        var value = Get(place);
        switch (kind)
        {
            case 0:
                Remove(place);
                break;
            case 1 when place.Parent is JsonObject json && !json.ContainsKey(place.Key + Again):
                json.Add(place.Key + Again, value?.DeepClone());
                break;
            case 2:
                Set(place, new JsonArray(value?.DeepClone()));
                break;
            case 3:
                Set(place, new JsonObject { [place.Key] = value?.DeepClone() });
                break;
            case 4:
                Set(place, Get(places[other % places.Count])?.DeepClone());
                break;
            case 5 when place.Parent is JsonObject json:
                Remove(place);
                json[$"{place.Key}{other % 3}"] = value?.DeepClone();
                break;
            case 6 when value is JsonValue text && text.TryGetValue(out string? content) && content.Length > 0:
                Set(place, content.Remove(other % content.Length, Math.Min(3, content.Length - other % content.Length)));
                break;
            default:
                Set(place, Raw + Words[other % Words.Length]);
                break;
        }
    }

    private static void Collect(JsonNode? node, List<(JsonNode Parent, string Key)> places)
    {
        if (places.Count > 2000) return;
        switch (node)
        {
            case JsonObject json:
                foreach (var (key, value) in json)
                {
                    places.Add((json, key));
                    Collect(value, places);
                }

                break;
            case JsonArray list:
                foreach (var (index, value) in list.Index())
                {
                    places.Add((list, index.ToString(CultureInfo.InvariantCulture)));
                    Collect(value, places);
                }

                break;
        }
    }

    private static JsonNode? Get((JsonNode Parent, string Key) place) =>
        place.Parent is JsonObject json ? json[place.Key] : place.Parent[Index(place.Key)];

    private static void Set((JsonNode Parent, string Key) place, JsonNode? value)
    {
        if (place.Parent is JsonObject json) json[place.Key] = value;
        else place.Parent[Index(place.Key)] = value;
    }

    private static void Remove((JsonNode Parent, string Key) place)
    {
        if (place.Parent is JsonObject json) json.Remove(place.Key);
        else place.Parent.AsArray().RemoveAt(Index(place.Key));
    }

    private static int Index(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
