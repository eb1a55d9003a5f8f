using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy;

/// <summary>Policies with the values that they are judged with.</summary>
public static class PolicySet
{
    /// <summary>
    /// Microsoft's built-in definitions for the types of this architecture (<c>BuiltIn/README.md</c>), each with its defaults.
    /// </summary>
    public static IReadOnlyList<AppliedPolicy> BuiltIn { get; } = [.. ReadBuiltIn().Select(AppliedPolicy.WithDefaults)];

    /// <summary>
    /// The built-in definitions as a platform team would assign them: what asks for a workspace of Log Analytics is given the one
    /// that is there.
    /// </summary>
    /// <param name="resources">Everything that is there.</param>
    public static IReadOnlyList<AppliedPolicy> BuiltInFor(IEnumerable<PolicyResource> resources)
    {
        if (resources.FirstOrDefault(resource => resource.Is("Microsoft.OperationalInsights/workspaces")) is not { } logs)
            return BuiltIn;
        var values = new Dictionary<string, JsonNode?> { ["logAnalytics"] = logs.Id };
        return [.. BuiltIn.Select(policy => policy.Definition.Parameters.ContainsKey("logAnalytics")
            ? policy with { Values = values } : policy)];
    }

    /// <summary>
    /// What applies to what is there: of documents with assignments what is assigned, enforced or not; of those without, every
    /// definition with its defaults.
    /// </summary>
    /// <param name="documents">What was read. A definition that is in none is taken from the built-in ones.</param>
    /// <param name="surroundings">What is there.</param>
    /// <exception cref="PolicyLanguageException">An assignment or an initiative refers to what is in no document.</exception>
    public static IReadOnlyList<AppliedPolicy> Of(IReadOnlyList<PolicyDocument> documents, PolicySurroundings surroundings)
    {
        var assignments = documents.SelectMany(document => document.Assignments).ToList();
        var definitions = ByKey(documents.SelectMany(document => document.Definitions)
            .Concat(BuiltIn.Select(policy => policy.Definition)), definition => definition.Key);
        var initiatives = ByKey(documents.SelectMany(document => document.Initiatives), initiative => initiative.Key);
        if (assignments.Count == 0)
        {
            var own = documents.SelectMany(document => document.Definitions).Select(AppliedPolicy.WithDefaults);
            return [.. own,
                .. initiatives.Values.SelectMany(initiative => Members(initiative, new Dictionary<string, JsonNode?>(), null,
                    definitions))];
        }

        return Assigned(documents, assignments.Where(assignment => surroundings.Resources
            .Any(resource => assignment.IsAbove(resource, surroundings))), definitions, initiatives);
    }

    /// <summary>Refuses documents in which an assignment or an initiative refers to what is in none.</summary>
    /// <param name="documents">What was read.</param>
    /// <exception cref="PolicyLanguageException">A definition is missing.</exception>
    public static void CheckReferences(IReadOnlyList<PolicyDocument> documents)
    {
        var everywhere = documents.Select(document => document with
        {
            Assignments = [.. document.Assignments.Select(assignment => assignment with { Scope = "" })],
        });
        var anything = new PolicyResource("", "", "", []);
        _ = Of([.. everywhere], new PolicySurroundings("", [anything], DateTimeOffset.UnixEpoch));
    }

    private static List<AppliedPolicy> Assigned(
        IReadOnlyList<PolicyDocument> documents, IEnumerable<PolicyAssignment> assignments,
        Dictionary<string, PolicyDefinition> definitions, Dictionary<string, PolicyInitiative> initiatives)
    {
        var subscriptions = documents.SelectMany(document =>
            document.Assignments.Select(assignment => assignment.Scope)
                .Concat(document.Assignments.Select(assignment => assignment.DefinitionId))
                .Concat(document.Definitions.Select(definition => definition.Id))
                .Concat(document.Initiatives.Select(initiative => initiative.Id)))
            .Select(PolicyScope.SubscriptionOf).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var exemptions = documents.SelectMany(document => document.Exemptions).ToList();
        return
        [
            .. assignments.SelectMany(assignment => Assigned(assignment with { Subscriptions = subscriptions }, definitions,
                initiatives)).Select(policy => policy with { Exemptions = exemptions }),
        ];
    }

    private static IEnumerable<AppliedPolicy> Assigned(
        PolicyAssignment assignment, Dictionary<string, PolicyDefinition> definitions,
        Dictionary<string, PolicyInitiative> initiatives)
    {
        var key = Key(assignment.DefinitionId);
        var values = Values(assignment.Parameters);
        if (initiatives.TryGetValue(key, out var initiative)) return Members(initiative, values, assignment, definitions);
        return definitions.TryGetValue(key, out var definition)
            ? [new AppliedPolicy(definition, values) { Assignment = assignment }]
            : throw new PolicyLanguageException(
                $"The assignment '{assignment.DisplayName}' is of {assignment.DefinitionId}, which is in no file. Add what 'az "
                    + "policy definition list' or 'az policy set-definition list' prints.");
    }

    private static IEnumerable<AppliedPolicy> Members(
        PolicyInitiative initiative, IReadOnlyDictionary<string, JsonNode?> values, PolicyAssignment? assignment,
        Dictionary<string, PolicyDefinition> definitions)
    {
        // An initiative has parameters as a definition has: its members' values are expressions of them.
        var frame = new AppliedPolicy(new PolicyDefinition(initiative.Id, initiative.DisplayName, "All", initiative.Parameters,
            [], "", null), values);
        var scope = new ParameterScope(frame);
        foreach (var member in initiative.Members)
        {
            if (!definitions.TryGetValue(Key(member.DefinitionId), out var definition))
            {
                throw new PolicyLanguageException(
                    $"The initiative '{initiative.DisplayName}' has {member.DefinitionId}, which is in no file. Add what 'az "
                        + "policy definition list' prints.");
            }

            var resolved = Values(member.Parameters).Where(value => value.Value is not null)
                .ToDictionary(value => value.Key, value => Expressions.Resolve(value.Value, scope));
            yield return new AppliedPolicy(definition, resolved) { Assignment = assignment, Reference = member.Reference };
        }
    }

    private static Dictionary<string, JsonNode?> Values(JsonObject parameters) =>
        parameters.ToDictionary(parameter => parameter.Key,
            parameter => parameter.Value is JsonObject value && value.ContainsKey("value") ? value["value"] : parameter.Value);

    private static Dictionary<string, T> ByKey<T>(IEnumerable<T> items, Func<T, string> key) =>
        items.GroupBy(key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);

    private static string Key(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static IReadOnlyList<PolicyDefinition> ReadBuiltIn()
    {
        using var stream = typeof(PolicySet).Assembly.GetManifestResourceStream("definitions.jsonl")!;
        using var reader = new StreamReader(stream);
        return PolicyReader.ReadLines(reader);
    }
}
