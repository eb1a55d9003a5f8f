using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy.Evaluation;

/// <summary>A policy before a resource: what its fields and expressions see.</summary>
/// <param name="policy">The policy.</param>
/// <param name="resource">The resource.</param>
/// <param name="surroundings">What is around it.</param>
internal sealed class EvaluationScope(AppliedPolicy policy, PolicyResource resource, PolicySurroundings surroundings)
    : IPolicyScope
{
    // The elements that a count stands at, by the name or the alias of the list.
    private ImmutableSortedDictionary<string, JsonNode?> _elements =
        ImmutableSortedDictionary.Create<string, JsonNode?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same, at an element of a list.</summary>
    public EvaluationScope At(string list, JsonNode? element) =>
        new(policy, resource, surroundings) { _elements = _elements.SetItem(list, element) };

    /// <summary>The values of a field, and whether they are those of a list.</summary>
    /// <param name="field">A property of every resource, or an alias.</param>
    public (IReadOnlyList<JsonNode?> Values, bool AreMany) Field(string field)
    {
        // Within a count, the field of a list is that of the element which the count stands at; the longest is the innermost.
        var list =
            _elements.Keys.Where(key => field.StartsWith(key, StringComparison.OrdinalIgnoreCase)).MaxBy(key => key.Length);
        if (list is not null)
        {
            var below = field[list.Length..].TrimStart('.');
            return (FieldPath.Find(_elements[list], below), FieldPath.IsCollection(below));
        }

        if (!field.Contains('/', StringComparison.Ordinal)) return ([OfEveryResource(field)], false);
        if (SharedAliases.Find(field, resource) is { } shared) return ([FieldPath.Find(resource.Body, shared)[0]], false);
        // An alias begins with the type that it is of; on a resource of another type nothing is there.
        var prefix = resource.Type + "/";
        if (!field.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || field.AsSpan(prefix.Length).Contains('/'))
            return (FieldPath.IsCollection(field) ? [] : [null], FieldPath.IsCollection(field));
        var path = field[prefix.Length..];
        return (FieldPath.Find(resource.Body, path), FieldPath.IsCollection(path));
    }

    /// <inheritdoc/>
    public bool TryCall(string name, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        var first = arguments.Count > 0 ? JsonValues.Text(arguments[0]) ?? "" : "";
        (var known, value) = name.ToUpperInvariant() switch
        {
            "PARAMETERS" => (true, policy.Parameter(first)),
            "FIELD" => (true, Value(first)),
            "CURRENT" => (true, Current(first)),
            "SUBSCRIPTION" => (true,
                new JsonObject { ["id"] = $"/subscriptions/{surroundings.SubscriptionId}",
                    ["subscriptionId"] = surroundings.SubscriptionId }),
            "RESOURCEGROUP" => (true, surroundings.GroupOf(resource)),
            "REQUESTCONTEXT" => (true, RequestContext()),
            "UTCNOW" => (true,
                JsonValue.Create(surroundings.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ",
                    CultureInfo.InvariantCulture))),
            "POLICY" =>
                (true, new JsonObject { ["assignmentId"] = policy.Assignment?.Id, ["definitionId"] = policy.Definition.Id }),
            _ => (false, (JsonNode?)null),
        };
        return known;
    }

    // Pipelines deploy, as an application.
    private JsonObject RequestContext() =>
        new() { ["apiVersion"] = resource.ApiVersion, ["identity"] = new JsonObject { ["idtyp"] = "app" } };

    private JsonNode? Value(string field)
    {
        var (values, areMany) = Field(field);
        // At an element, a field of the list is still a list: of one.
        var isWithin =
            _elements.Keys.Any(key => FieldPath.IsCollection(key) && field.StartsWith(key, StringComparison.OrdinalIgnoreCase));
        return areMany || isWithin ? new JsonArray([.. values.Select(value => value?.DeepClone())]) : values[0];
    }

    private JsonNode? Current(string name)
    {
        if (name.Length == 0)
            return _elements.Count == 1
                ? _elements.Values.Single() : throw new PolicyLanguageException("current() does not say of which count.");
        var list = _elements.Keys.Where(key => name.StartsWith(key, StringComparison.OrdinalIgnoreCase)).MaxBy(key => key.Length)
            ?? throw new PolicyLanguageException($"current('{name}') stands in no count of it.");
        return FieldPath.Find(_elements[list], name[list.Length..].TrimStart('.'))[0];
    }

    private JsonNode? OfEveryResource(string field) => field.ToUpperInvariant() switch
    {
        "NAME" => resource.Name,
        "FULLNAME" => resource.FullName,
        "TYPE" => resource.Type,
        "ID" => resource.Id,
        "LOCATION" => Location(),
        ['T', 'A', 'G', 'S', '[', ..] => Tag(field[5..^1].Trim('\'')),
        ['T', 'A', 'G', 'S', '.', ..] => Tag(field[5..]),
        _ => FieldPath.Find(resource.Body, field)[0],
    };

    // A resource without a region is in all of them.
    private string Location() =>
        JsonValues.Text(resource.Body["location"])?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() ?? "global";

    private JsonNode? Tag(string name) => resource.Body["tags"] is JsonObject tags ? JsonValues.Property(tags, name) : null;
}
