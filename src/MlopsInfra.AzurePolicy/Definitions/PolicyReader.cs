using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.AzurePolicy;

/// <summary>
/// Reads policies as Azure's tools write them: a list, or one, of what <c>az policy definition list</c>, <c>az policy
/// set-definition list</c>, <c>az policy assignment list</c> and <c>az policy exemption list</c> print, the answers of the REST
/// API with everything below <c>properties</c>, and the short form of the built-in set.
/// </summary>
public static class PolicyReader
{
    private static readonly string[] ExemptionCategories = ["Waiver", "Mitigated"];

    /// <summary>Reads a document.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="PolicyLanguageException">It is no JSON, or something in it is none of the four.</exception>
    public static PolicyDocument Read(string json)
    {
        var entries = Entries(Parse(json)).ToList();
        if (entries.Count == 0) throw new PolicyLanguageException("There is no policy in it.");
        var definitions = new List<PolicyDefinition>();
        var initiatives = new List<PolicyInitiative>();
        var assignments = new List<PolicyAssignment>();
        var exemptions = new List<PolicyExemption>();
        foreach (var (entry, index) in entries.Select((entry, index) => (entry, index)))
        {
            var body = entry["properties"] as JsonObject ?? entry;
            if (body["policyRule"] is JsonObject || body["if"] is JsonObject) definitions.Add(ReadDefinition(entry, body));
            else if (body["policyDefinitions"] is JsonArray members) initiatives.Add(ReadInitiative(entry, body, members));
            else if (body["policyDefinitionId"] is not null) assignments.Add(ReadAssignment(entry, body));
            else if (body["policyAssignmentId"] is not null) exemptions.Add(ReadExemption(entry, body));
            else throw new PolicyLanguageException(
                $"Entry {index + 1} is no definition (policyRule), no initiative (policyDefinitions), no assignment "
                    + "(policyDefinitionId) and no exemption (policyAssignmentId).");
        }

        return new PolicyDocument(definitions, initiatives, assignments, exemptions);
    }

    /// <summary>Reads the short form: a definition on each line.</summary>
    internal static IReadOnlyList<PolicyDefinition> ReadLines(TextReader lines)
    {
        var definitions = new List<PolicyDefinition>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0 && StrictJson.Parse(line) is JsonObject entry) definitions.Add(ReadDefinition(entry, entry));
        }

        return definitions;
    }

    private static JsonNode Parse(string json)
    {
        try
        {
            return StrictJson.Parse(json) ?? throw new PolicyLanguageException("There is nothing in it.");
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

    private static PolicyDefinition ReadDefinition(JsonObject entry, JsonObject body)
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

    private static PolicyInitiative ReadInitiative(JsonObject entry, JsonObject body, JsonArray members)
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

    private static PolicyAssignment ReadAssignment(JsonObject entry, JsonObject body)
    {
        var id = Id(entry);
        return new PolicyAssignment(
            id, Name(body, id), JsonValues.Text(body["policyDefinitionId"])
                ?? throw new PolicyLanguageException($"The assignment {id} has a policyDefinitionId that is no text."),
            body["parameters"] as JsonObject ?? [],
            JsonValues.Text(body["scope"]) ?? PolicyScope.Of(id),
            [.. (body["notScopes"] as JsonArray ?? []).Select(JsonValues.Text).OfType<string>()],
            !string.Equals(JsonValues.Text(body["enforcementMode"]), "DoNotEnforce", StringComparison.OrdinalIgnoreCase),
            body["overrides"] as JsonArray ?? [], body["resourceSelectors"] as JsonArray ?? []);
    }

    private static PolicyExemption ReadExemption(JsonObject entry, JsonObject body)
    {
        var id = Id(entry);
        if (PolicyScope.Of(id).Length == 0)
            throw new PolicyLanguageException($"The exemption {id} has no full id, which would say what it exempts.");
        var category = JsonValues.Text(body["exemptionCategory"]);
        if (!ExemptionCategories.Contains(category ?? "", StringComparer.OrdinalIgnoreCase))
            throw new PolicyLanguageException(
                $"The exemption {id} has the exemptionCategory '{category}'; it is Waiver or Mitigated.");
        return new PolicyExemption(
            id, JsonValues.Text(body["policyAssignmentId"])
                ?? throw new PolicyLanguageException($"The exemption {id} has a policyAssignmentId that is no text."),
            [.. (body["policyDefinitionReferenceIds"] as JsonArray ?? []).Select(JsonValues.Text).OfType<string>()],
            Moment(id, JsonValues.Text(body["expiresOn"])), body["resourceSelectors"] as JsonArray ?? []);
    }

    private static DateTimeOffset? Moment(string id, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new PolicyLanguageException($"The exemption {id} expires on '{text}', which is no date (expiresOn).");
    }

    private static string Id(JsonObject entry) =>
        JsonValues.Text(entry["id"]) ?? JsonValues.Text(entry["name"])
            ?? throw new PolicyLanguageException("An entry has neither id nor name.");

    private static string Name(JsonObject body, string id) =>
        JsonValues.Text(body["displayName"]) is { Length: > 0 } name ? name : id[(id.LastIndexOf('/') + 1)..];
}
