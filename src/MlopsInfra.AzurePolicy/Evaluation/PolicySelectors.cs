using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy.Evaluation;

/// <summary>
/// Selectors of assignments, overrides and exemptions ("Azure Policy assignment structure"): by type, by region, and by what an
/// initiative calls a definition.
/// </summary>
internal static class PolicySelectors
{
    /// <summary>Whether resource selectors leave a resource in: one of them has to select it; none leave all in.</summary>
    /// <param name="resourceSelectors">Objects with a list <c>selectors</c> each.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="reference">What the initiative calls the definition; null outside of one.</param>
    public static bool LeaveIn(JsonArray resourceSelectors, PolicyResource resource, string? reference) =>
        resourceSelectors.Count == 0 || resourceSelectors.OfType<JsonObject>()
            .Any(selector => SelectAll(selector["selectors"] as JsonArray ?? [], resource, reference));

    /// <summary>Whether every selector of a list selects a resource.</summary>
    /// <param name="selectors">The selectors.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="reference">What the initiative calls the definition; null outside of one.</param>
    /// <exception cref="PolicyLanguageException">A selector is of a kind that is not known.</exception>
    public static bool SelectAll(JsonArray selectors, PolicyResource resource, string? reference) =>
        selectors.OfType<JsonObject>().ToList().All(selector => Selects(selector, resource, reference));

    private static bool Selects(JsonObject selector, PolicyResource resource, string? reference)
    {
        var kind = JsonValues.Text(selector["kind"]) ?? "";
        var value = kind.ToUpperInvariant() switch
        {
            "RESOURCETYPE" => resource.Type,
            "RESOURCELOCATION" => Region(JsonValues.Text(resource.Body["location"])),
            "RESOURCEWITHOUTLOCATION" => resource.Body["location"] is null ? "true" : "false",
            "POLICYDEFINITIONREFERENCEID" => reference,
            _ => throw new PolicyLanguageException($"Selectors of the kind '{kind}' are not known here."),
        };
        bool Names(JsonArray list) => list.Select(JsonValues.Text).Any(name => string.Equals(
            kind.Equals("resourceLocation", StringComparison.OrdinalIgnoreCase) ? Region(name) : name, value,
            StringComparison.OrdinalIgnoreCase));
        return (selector["in"] is not JsonArray wanted || Names(wanted))
            && (selector["notIn"] is not JsonArray unwanted || !Names(unwanted));
    }

    // 'West Europe' is 'westeurope'.
    private static string? Region(string? text) => text?.Replace(" ", "", StringComparison.Ordinal);
}
