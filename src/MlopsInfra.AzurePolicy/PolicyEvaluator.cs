using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Evaluation;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy;

/// <summary>Judges resources by policies, as Azure does.</summary>
/// <param name="surroundings">What is around them.</param>
public sealed class PolicyEvaluator(PolicySurroundings surroundings)
{
    /// <summary>What a policy says of resources: those that violate it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="resources">The resources.</param>
    /// <exception cref="PolicyLanguageException">The policy can't be judged.</exception>
    public IReadOnlyList<PolicyFinding> Evaluate(AppliedPolicy policy, IEnumerable<EvaluatedResource> resources)
    {
        var findings = new List<PolicyFinding>();
        foreach (var resource in resources.Where(resource => policy.Reaches(resource.Stored, surroundings)))
        {
            var effect = policy.EffectOn(resource.Stored);
            if (effect is PolicyEffect.Disabled || !Sees(policy.Definition, resource.Stored)) continue;
            if (Form(resource, effect) is { } form && Violates(policy, effect, form))
                findings.Add(new PolicyFinding(policy, form, effect) { Changes = Changes(policy, effect, form) });
        }

        return findings;
    }

    /// <summary>
    /// Whether a resource is one that the policy is about: that its condition holds, whatever the effect makes of it.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="resource">The resource.</param>
    /// <exception cref="PolicyLanguageException">The policy can't be judged.</exception>
    public bool Holds(AppliedPolicy policy, PolicyResource resource) =>
        PolicyConditions.Holds(policy.Definition.If, new EvaluationScope(policy, resource, surroundings));

    // The mode Indexed leaves out groups, and what has no region of its own.
    private static bool Sees(PolicyDefinition definition, PolicyResource resource) =>
        !definition.Mode.Equals("Indexed", StringComparison.OrdinalIgnoreCase)
        || (resource.Body["location"] is not null && !resource.Is(PolicySurroundings.ResourceGroupType));

    private bool Violates(AppliedPolicy policy, PolicyEffect effect, PolicyResource resource) => Holds(policy, resource)
        && (effect is not (PolicyEffect.AuditIfNotExists or PolicyEffect.DeployIfNotExists)
            || !RelatedResources.Exist(policy, resource, surroundings));

    private static PolicyResource? Form(EvaluatedResource resource, PolicyEffect effect) =>
        effect is PolicyEffect.Deny or PolicyEffect.Modify or PolicyEffect.Append ? resource.Sent : resource.Stored;

    private List<string> Changes(AppliedPolicy policy, PolicyEffect effect, PolicyResource resource)
    {
        var details = policy.Definition.Details;
        var operations = effect switch
        {
            PolicyEffect.Append => details as JsonArray ?? [],
            PolicyEffect.Modify => (details as JsonObject)?["operations"] as JsonArray ?? [],
            _ => [],
        };
        var scope = new EvaluationScope(policy, resource, surroundings);
        return
        [
            .. operations.OfType<JsonObject>().Where(operation => Applies(operation, scope))
                .Select(operation => operation["value"] is { } value
                ? $"{operation["field"]} = {Expressions.Resolve(value, scope)?.ToJsonString() ?? "null"}"
                : $"{operation["field"]} removed"),
        ];
    }

    // An operation may have a condition of its own, written as an expression.
    private static bool Applies(JsonObject operation, EvaluationScope scope) =>
        operation["condition"] is not { } condition || JsonValues.Flag(Expressions.Resolve(condition, scope));
}
