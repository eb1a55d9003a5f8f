using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.Torture.Requests;

/// <summary>Writes a JSON document with one thing in it that is not as it was: also such that no library would write.</summary>
/// <param name="random">What chance comes from.</param>
internal sealed class JsonMutation(Random random)
{
    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1.5", "1e999", "-1e400", "9223372036854775808", "1e18", "[]", "{}", "[null]", "[[]]",
        "[1,\"a\"]", "{\"a\":1}",
        "{\"\":\"\"}", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"", "\"\\r\\nx: y\"", "\"é☃\\ud83d\\ude00\"", "\"/\"",
        "\"//\"", "\"/subscriptions/\"",
        "\"/subscriptions/a/resourceGroups//providers/b\"", "\"../../x\"", "\"[concat('a', parameters('b'))]\"",
        "\"@{triggerBody()?['a']}\"",
        "\"${{parent.inputs.a}}\"", "\"azureml://a/b:c\"", "\"azureml:a@latest\"", "\"2020-13-45T99:99:99Z\"",
        "\"P9999999999Y\"", "\"PT\"", "\"0.0.0.0/99\"",
        "\"10.0.0.0/8\"", "\"https://[x/\"", "\"https://localhost:1/a\"", "\"====\"", "\"-----BEGIN CERTIFICATE-----\"", "NaN",
        "tru", "'a'", "\"a", "",
        "\"00000000-0000-0000-0000-000000000000\"", "\"99999999999999999999\"", "\"*\"", "\"(((\"",
    ];

    private int _target;
    private int _at;
    private int _kind;

    /// <summary>The document with one of its values or names changed.</summary>
    /// <param name="json">The document.</param>
    public string Write(JsonNode json)
    {
        (_target, _at, _kind) = (random.Next(Count(json)), 0, random.Next(10));
        var text = new StringBuilder();
        Write(text, json);
        return text.ToString();
    }

    private static int Count(JsonNode? node) => 1 + node switch
    {
        JsonObject json => json.Sum(member => Count(member.Value)),
        JsonArray array => array.Sum(Count),
        _ => 0,
    };

    private void Write(StringBuilder text, JsonNode? node)
    {
        if (_at++ == _target && _kind < 7)
        {
            text.Append(_kind switch
            {
                5 => $"\"{new string('x', random.Next(2) == 0 ? 300 : 70_000)}\"",
                6 => string.Concat(Enumerable.Repeat("[", 150)) + string.Concat(Enumerable.Repeat("]", 150)),
                _ => Odd[random.Next(Odd.Length)],
            });
            return;
        }

        switch (node)
        {
            case JsonObject json:
                WriteMembers(text.Append('{'), json);
                text.Append('}');
                break;
            case JsonArray array:
                text.Append('[');
                for (var index = 0; index < array.Count; index++)
                {
                    if (index > 0) text.Append(',');
                    Write(text, array[index]);
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private void WriteMembers(StringBuilder text, JsonObject json)
    {
        var isFirst = true;
        foreach (var (name, value) in json)
        {
            var isTarget = _at == _target;
            // A member that is left out, one that is there twice, one of another case.
            if (isTarget && _kind == 7)
            {
                _at += Count(value);
                continue;
            }

            if (!isFirst) text.Append(',');
            isFirst = false;
            var shown = isTarget && _kind == 9 ? Swapped(name) : name;
            if (isTarget && _kind == 8) text.Append(CultureInfo.InvariantCulture, $"{JsonValue.Create(name).ToJsonString()}:1,");
            text.Append(CultureInfo.InvariantCulture, $"{JsonValue.Create(shown).ToJsonString()}:");
            Write(text, value);
        }
    }

    private static string Swapped(string name) =>
        string.Concat(name.Select(letter => char.IsLower(letter) ? char.ToUpperInvariant(letter)
            : char.ToLowerInvariant(letter)));
}
