using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// What Microsoft's types say of lengths, forms and ranges. The list is data (<c>sdks/schemas/limits.json</c>), read when it is
/// first asked for.
/// </summary>
internal static class ValueLimits
{
    private const string File = "limits.json";

    private static readonly Lazy<FrozenDictionary<(string Owner, string Path), ValueLimit>> Listed = new(Read);

    /// <summary>The limit of a property; null if there is none.</summary>
    /// <param name="owner">The object type that has it, as in <c>storage:DeleteRetentionPolicy</c>.</param>
    /// <param name="path">Its path there, with <c>[]</c> for the items of a list and <c>{}</c> for the values of a map.</param>
    public static ValueLimit? Of(string owner, string path) => Listed.Value.GetValueOrDefault((owner, path));

    /// <summary>What is beyond its limits in the value of a property.</summary>
    /// <param name="owner">The object type that has it.</param>
    /// <param name="path">Its path there.</param>
    /// <param name="value">The value; what is not known yet fits.</param>
    public static IEnumerable<LimitViolation> Violations(string owner, string path, JsonNode value) =>
        Violations(owner, path, value, "");

    private static IEnumerable<LimitViolation> Violations(string owner, string path, JsonNode? value, string at)
    {
        if (BodyValidator.IsUnknown(value)) return [];
        var here = Of(owner, path) is { } limit && Problem(limit, value) is { } problem
            ? (LimitViolation[])[new(at, problem)]
            : [];
        return value switch
        {
            JsonArray items => here.Concat(items.SelectMany((item, index) =>
                Violations(owner, $"{path}[]", item, $"{at}[{index}]"))),
            JsonObject members when HasValues(owner, path) => here.Concat(members.SelectMany(member =>
                Violations(owner, $"{path}{{}}", member.Value, $"{at}.{member.Key}"))),
            _ => here,
        };
    }

    private static bool HasValues(string owner, string path) => Of(owner, $"{path}{{}}") is not null;

    // The words are azure-native's (github.com/pulumi/pulumi-azure-native/issues/4294 and 3560), which checks the same at the
    // same time; those for numbers and lists are made after them.
    private static string? Problem(ValueLimit limit, JsonNode? value) => value switch
    {
        JsonArray list when list.Count < limit.Least => $"has too few items ({list.Count}): at least {limit.Least} required",
        JsonArray list when list.Count > limit.Most => $"has too many items ({list.Count}): at most {limit.Most} allowed",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Problem(limit, text.GetValue<string>()),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => Problem(limit, JsonNumbers.ToDouble(number)),
        _ => null,
    };

    private static string? Problem(ValueLimit limit, string text)
    {
        if (text.Length < limit.Least) return $"is too short ({text.Length}): at least {limit.Least} characters required";
        if (text.Length > limit.Most) return $"is too long ({text.Length}): at most {limit.Most} characters allowed";
        return limit.Pattern is { } pattern
            && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
            ? $"does not match expression '{pattern}'"
            : null;
    }

    private static string? Problem(ValueLimit limit, double number)
    {
        if (number < limit.Least) return $"is too small ({Text(number)}): at least {limit.Least} allowed";
        return number > limit.Most ? $"is too large ({Text(number)}): at most {limit.Most} allowed" : null;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static FrozenDictionary<(string, string), ValueLimit> Read()
    {
        using var stream = typeof(ValueLimits).Assembly.GetManifestResourceStream(File)!;
        using var json = JsonDocument.Parse(stream);
        return (
            from owner in json.RootElement.EnumerateObject()
            from property in owner.Value.EnumerateObject()
            select KeyValuePair.Create((owner.Name, property.Name), Limit(property.Value))).ToFrozenDictionary();
    }

    private static ValueLimit Limit(JsonElement json) => new(Number(json, "least"), Number(json, "most"),
        json.TryGetProperty("pattern", out var pattern) ? pattern.GetString() : null);

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var number) ? number.GetInt64() : null;
}
