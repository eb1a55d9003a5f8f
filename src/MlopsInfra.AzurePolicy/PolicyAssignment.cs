using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy;

/// <summary>An assignment of a definition or an initiative to a scope.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="DefinitionId">Id of the definition or initiative.</param>
/// <param name="Parameters">Values of its parameters.</param>
/// <param name="Scope">Id of what it is assigned to.</param>
/// <param name="NotScopes">Ids of what is left out.</param>
/// <param name="IsEnforced">Whether its effects happen; what is not enforced only reports.</param>
/// <param name="Overrides">Effects that it sets in place of the definitions' own.</param>
public sealed record PolicyAssignment(
    string Id, string DisplayName, string DefinitionId, JsonObject Parameters, string Scope, IReadOnlyList<string> NotScopes,
    bool IsEnforced, JsonArray Overrides)
{
    /// <summary>Whether it reaches a resource group, whatever its subscription is called here.</summary>
    /// <param name="resourceGroup">Name of the group.</param>
    public bool Reaches(string resourceGroup) =>
        IsAbove(Scope, resourceGroup) && !NotScopes.Any(scope => GroupIn(scope) is not null && IsAbove(scope, resourceGroup));

    /// <summary>The effect that it sets for a definition; null for the definition's own.</summary>
    /// <param name="reference">What the initiative calls the definition; null where it is assigned by itself.</param>
    public string? EffectFor(string? reference) => Overrides.OfType<JsonObject>()
        .Where(entry => (string?)entry["kind"] is "policyEffect" && Selects(entry["selectors"] as JsonArray, reference))
        .Select(entry => (string?)entry["value"]).FirstOrDefault();

    private static bool Selects(JsonArray? selectors, string? reference)
    {
        var references = (selectors ?? []).OfType<JsonObject>()
            .Where(selector => (string?)selector["kind"] is "policyDefinitionReferenceId").ToList();
        bool Names(JsonObject selector, string list) => selector[list] is JsonArray names
            && names.Any(name => string.Equals((string?)name, reference, StringComparison.OrdinalIgnoreCase));
        return references.All(selector => selector["in"] is null ? !Names(selector, "notIn") : Names(selector, "in"));
    }

    private static bool IsAbove(string scope, string resourceGroup) =>
        GroupIn(scope) is not { } group || group.Equals(resourceGroup, StringComparison.OrdinalIgnoreCase);

    private static string? GroupIn(string scope) =>
        scope.Split('/') is ["", _, _, var groups, var name, ..]
            && groups.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) ? name : null;
}
