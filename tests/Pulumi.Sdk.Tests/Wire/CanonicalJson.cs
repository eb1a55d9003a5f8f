using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>
/// A request as text that compares by meaning: keys sorted, lists of URNs without an order, no paths or stacks.
/// </summary>
internal static partial class CanonicalJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly string[] Unordered = ["dependencies", "urns", "replace_with"];

    public static string Of(string method, IMessage request) => Of(method, JsonNode.Parse(Formatter.Format(request))!);

    public static string Of(string method, JsonNode request)
    {
        // Not every form of an invoke passes its package request on.
        if (method == "Invoke")
            request.AsObject().Remove("packageRef");
        return $"{method} {Sort(request)!.ToJsonString()}";
    }

    private static JsonNode? Sort(JsonNode? node, string key = "") => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sort(member.Value, member.Key)))),
        JsonArray items when Unordered.Contains(key) => new JsonArray([.. items
            .Select(item => item!.GetValue<string>()).Order(StringComparer.Ordinal).Select(item => JsonValue.Create(item))]),
        JsonArray items => new JsonArray([.. items.Select(item => Sort(item))]),
        JsonValue value when value.TryGetValue<double>(out var number) => JsonValue.Create(number),
        JsonValue value when key == "message" => JsonValue.Create(WithoutPlaces(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    /// <summary>Where a program lies and how its stack looks differs from machine to machine.</summary>
    private static string WithoutPlaces(string message) =>
        StackTrace().Replace(ProgramPath().Replace(message, "Running program 'PATH'"), "STACK");

    [GeneratedRegex("Running program '[^']*'")]
    private static partial Regex ProgramPath();

    [GeneratedRegex(@"\n   at .*\z", RegexOptions.Singleline)]
    private static partial Regex StackTrace();
}
