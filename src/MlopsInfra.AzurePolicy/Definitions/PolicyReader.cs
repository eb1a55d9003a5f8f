using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy;

/// <summary>
/// Reads policies as Azure's tools write them: a list, or one, of what <c>az policy definition list</c>, <c>az policy
/// set-definition list</c> and <c>az policy assignment list</c> print, the answers of the REST API with everything below
/// <c>properties</c>, and the short form of the built-in set.
/// </summary>
public static class PolicyReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="PolicyLanguageException">It is no JSON, or something in it is none of the three.</exception>
    public static PolicyDocument Read(string json)
    {
        var entries = Entries(Parse(json)).ToList();
        if (entries.Count == 0) throw new PolicyLanguageException("There is no policy in it.");
        var definitions = new List<PolicyDefinition>();
        var initiatives = new List<PolicyInitiative>();
        var assignments = new List<PolicyAssignment>();
        foreach (var (entry, index) in entries.Select((entry, index) => (entry, index)))
        {
            var body = entry["properties"] as JsonObject ?? entry;
            if (body["policyRule"] is JsonObject || body["if"] is JsonObject) definitions.Add(Definition(entry, body));
            else if (body["policyDefinitions"] is JsonArray members) initiatives.Add(Initiative(entry, body, members));
            else if (body["policyDefinitionId"] is not null) assignments.Add(Assignment(entry, body));
            else throw new PolicyLanguageException(
                $"Entry {index + 1} is no definition (policyRule), no initiative (policyDefinitions) and no assignment "
                    + "(policyDefinitionId).");
        }

        return new PolicyDocument(definitions, initiatives, assignments);
    }

    /// <summary>Reads the short form: a definition on each line.</summary>
    internal static IReadOnlyList<PolicyDefinition> ReadLines(TextReader lines)
    {
        var definitions = new List<PolicyDefinition>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0 && JsonNode.Parse(line) is JsonObject entry) definitions.Add(Definition(entry, entry));
        }

        return definitions;
    }

    private static JsonNode Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) ?? throw new PolicyLanguageException("There is nothing in it.");
        }
        catch (JsonException exception)
        {
            throw new PolicyLanguageException($"It is no JSON: {exception.Message}", exception);
        }
    }

    // The REST API answers with a page: "value".
    private static IEnumerable<JsonObject> Entries(JsonNode root) => root switch
    {
        JsonArray list => list.SelectMany(item => item is JsonArray or JsonObject
            ? Entries(item) : throw new PolicyLanguageException($"An entry is an object, not {item?.ToJsonString() ?? "null"}.")),
        JsonObject page when page["value"] is JsonArray list && page["policyRule"] is null => Entries(list),
        JsonObject one => [one],
        _ => throw new PolicyLanguageException("Policies are a list of objects, or one object."),
    };

    private static PolicyDefinition Definition(JsonObject entry, JsonObject body)
    {
        var id = Id(entry);
        var rule = body["policyRule"] as JsonObject ?? body;
        var then = rule["then"] as JsonObject ?? rule;
        return new PolicyDefinition(
            id, Name(body, id), JsonValues.Text(body["mode"]) ?? "All", body["parameters"] as JsonObject ?? [],
            rule["if"] as JsonObject
                ?? throw new PolicyLanguageException($"The definition {id} has no condition (policyRule.if)."),
            JsonValues.Text(then["effect"])
                ?? throw new PolicyLanguageException($"The definition {id} has no effect (policyRule.then.effect)."),
                then["details"]);
    }

    private static PolicyInitiative Initiative(JsonObject entry, JsonObject body, JsonArray members)
    {
        var id = Id(entry);
        return new PolicyInitiative(id, Name(body, id), body["parameters"] as JsonObject ?? [],
        [
            .. members.OfType<JsonObject>().Select(member => new PolicyInitiative.Member(
                JsonValues.Text(member["policyDefinitionId"])
                    ?? throw new PolicyLanguageException($"A member of the initiative {id} has no policyDefinitionId."),
                JsonValues.Text(member["policyDefinitionReferenceId"]), member["parameters"] as JsonObject ?? [])),
        ]);
    }

    private static PolicyAssignment Assignment(JsonObject entry, JsonObject body)
    {
        var id = Id(entry);
        return new PolicyAssignment(
            id, Name(body, id), JsonValues.Text(body["policyDefinitionId"])!, body["parameters"] as JsonObject ?? [],
            JsonValues.Text(body["scope"]) ?? ScopeOf(id),
            [.. (body["notScopes"] as JsonArray ?? []).Select(JsonValues.Text).OfType<string>()],
            !string.Equals(JsonValues.Text(body["enforcementMode"]), "DoNotEnforce", StringComparison.OrdinalIgnoreCase),
            body["overrides"] as JsonArray ?? []);
    }

    private static string ScopeOf(string id) =>
        id.LastIndexOf("/providers/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase) is > 0 and var end
            ? id[..end] : "";

    private static string Id(JsonObject entry) =>
        JsonValues.Text(entry["id"]) ?? JsonValues.Text(entry["name"])
            ?? throw new PolicyLanguageException("An entry has neither id nor name.");

    private static string Name(JsonObject body, string id) =>
        JsonValues.Text(body["displayName"]) is { Length: > 0 } name ? name : id[(id.LastIndexOf('/') + 1)..];
}
