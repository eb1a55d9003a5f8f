using System.Text.Json.Nodes;

namespace MlopsInfra.EndToEnd.Tests.Upgrade;

/// <summary>
/// Completes a state as the real bridged providers write it: Terraform's defaults among the inputs, their names in
/// <c>__defaults</c>, in every object. Made from the facts alone, without the code that is under test.
/// </summary>
internal static class BridgedState
{
    // A secret, an asset and the like: no object of the program's.
    private const string Signature = "4dabf18193072939515e22adb298388d";

    /// <summary>The state, completed.</summary>
    /// <param name="state">The state, as <c>pulumi stack export</c> prints it.</param>
    public static JsonNode Complete(JsonNode state)
    {
        var facts = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "sdks", "schemas", "bridged-facts.json")))!;
        var completed = state.DeepClone();
        foreach (var resource in (completed["deployment"] ?? completed)["resources"]!.AsArray().OfType<JsonObject>())
        {
            var type = (string)resource["type"]!;
            if (facts[type.Split(':')[0]]?[type]?["properties"] is JsonObject properties)
                Complete(resource["inputs"]!.AsObject(), "", properties);
        }

        return completed;
    }

    private static void Complete(JsonObject inputs, string prefix, JsonObject facts)
    {
        var own =
            facts.Where(fact => fact.Key.StartsWith(prefix, StringComparison.Ordinal) && !fact.Key[prefix.Length..].Contains('.'))
            .ToDictionary(fact => Camel(fact.Key[prefix.Length..]), fact => fact.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in inputs)
        {
            var below = facts.Select(fact => fact.Key)
                .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && key.LastIndexOf('.') >= prefix.Length)
                .Select(key => key[prefix.Length..].Split('.')[0])
                .FirstOrDefault(key => name == Camel(key) || name == $"{Camel(key)}s");
            foreach (var member in Objects(value)) Complete(member, below is null ? "?" : $"{prefix}{below}.", facts);
        }

        var names = own.Where(fact => fact.Value["default"] is not null && !inputs.ContainsKey(fact.Key)
            && !Excluded(fact.Value, inputs)).Select(fact => fact.Key).ToList();
        foreach (var name in names) inputs[name] = own[name]["default"]!.DeepClone();
        inputs["__defaults"] = new JsonArray([.. names.Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]);
    }

    private static bool Excluded(JsonNode fact, JsonObject inputs) =>
        ((string[])["conflictsWith", "exactlyOneOf"]).SelectMany(rule => fact[rule]?.AsArray() ?? [])
            .Any(path => inputs.ContainsKey(Camel(((string)path!).Split('.')[^1])));

    private static IEnumerable<JsonObject> Objects(JsonNode? value) => value switch
    {
        JsonObject known when !known.ContainsKey(Signature) => [known],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static string Camel(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
