using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Evaluation;
using MlopsInfra.AzurePolicy.Language;

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
/// <param name="ResourceSelectors">Which resources in the scope it is about; empty for all.</param>
public sealed record PolicyAssignment(
    string Id, string DisplayName, string DefinitionId, JsonObject Parameters, string Scope, IReadOnlyList<string> NotScopes,
    bool IsEnforced, JsonArray Overrides, JsonArray ResourceSelectors)
{
    /// <summary>
    /// The subscriptions that the files are of: those of all assignments, definitions and initiatives in them. Azure's tools list
    /// what is in one subscription and above it.
    /// </summary>
    public IReadOnlySet<string> Subscriptions { get; init; } = new HashSet<string>();

    /// <summary>Whether a resource is in its scope, left out again or not.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="surroundings">What is around it.</param>
    public bool IsAbove(PolicyResource resource, PolicySurroundings surroundings) =>
        PolicyScope.Contains(Scope, resource.Id, surroundings.SubscriptionId);

    /// <summary>Whether it reaches a resource: its scope does, nothing leaves it out, and a selector selects it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="reference">What the initiative calls the definition; null where it is assigned by itself.</param>
    /// <param name="surroundings">What is around it.</param>
    /// <exception cref="PolicyLanguageException">It can't be told.</exception>
    public bool Reaches(PolicyResource resource, string? reference, PolicySurroundings surroundings) =>
        IsAbove(resource, surroundings) && !NotScopes.Any(scope => LeavesOut(scope, resource, surroundings))
            && PolicySelectors.LeaveIn(ResourceSelectors, resource, reference);

    /// <summary>The effect that it sets for a definition on a resource; null for the definition's own.</summary>
    /// <param name="reference">What the initiative calls the definition; null where it is assigned by itself.</param>
    /// <param name="resource">The resource.</param>
    /// <exception cref="PolicyLanguageException">A selector can't be judged.</exception>
    public string? EffectFor(string? reference, PolicyResource resource) => Overrides.OfType<JsonObject>()
        .Where(entry => string.Equals(JsonValues.Text(entry["kind"]), "policyEffect", StringComparison.OrdinalIgnoreCase)
            && PolicySelectors.SelectAll(entry["selectors"] as JsonArray ?? [], resource, reference))
        .Select(entry => JsonValues.Text(entry["value"])).FirstOrDefault();

    // A management group may leave out any of its subscriptions. Where the program's own is not known, it is the one that the
    // files are of.
    private bool LeavesOut(string scope, PolicyResource resource, PolicySurroundings surroundings)
    {
        if (!PolicyScope.Contains(scope, resource.Id, surroundings.SubscriptionId)) return false;
        if (PolicyScope.SubscriptionOf(scope) is not { } subscription || IsKnown(subscription, resource, surroundings))
            return true;
        if (Subscriptions.Count > 0) return false;
        if (!PolicyScope.IsSubscription(scope)) return true;
        throw new PolicyLanguageException(
            $"notScopes of the assignment '{DisplayName}' has {scope}; whether that is the subscription of the environment "
                + "is not known. Set azure-native:subscriptionId of the stack.");
    }

    private bool IsKnown(string subscription, PolicyResource resource, PolicySurroundings surroundings) =>
        Subscriptions.Contains(subscription)
        || subscription.Equals(surroundings.SubscriptionId, StringComparison.OrdinalIgnoreCase)
        || subscription.Equals(PolicyScope.SubscriptionOf(resource.Id), StringComparison.OrdinalIgnoreCase);
}
