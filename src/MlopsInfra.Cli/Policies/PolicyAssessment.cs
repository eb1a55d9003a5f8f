using MlopsInfra.AzurePolicy;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Policies;

namespace MlopsInfra.Cli.Policies;

/// <summary>Evaluates policies on all that a program declares.</summary>
internal static class PolicyAssessment
{
    /// <summary>Finds what they are against: the user's policies, or Microsoft's.</summary>
    /// <param name="rehearsal">The program, brought up.</param>
    /// <param name="documents">The user's policies; empty for the built-in ones.</param>
    /// <exception cref="PolicyLanguageException">The documents do not go together.</exception>
    public static PolicyReview Of(Rehearsal rehearsal, IReadOnlyList<PolicyDocument> documents)
    {
        var resources = EvaluatedResources.Of(rehearsal);
        var surroundings = EvaluatedResources.Around(rehearsal, resources);
        var policies = documents.Count == 0
            ? PolicySet.BuiltInFor(surroundings.Resources) : PolicySet.Of(documents, surroundings);
        return Of(policies, resources, surroundings, documents.Count == 0);
    }

    /// <summary>Finds what each policy is against.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="resources">The resources.</param>
    /// <param name="surroundings">What is around them.</param>
    /// <param name="isBuiltIn">Whether the policies are Microsoft's: then it is also said what those would refuse that only
    /// report by default.</param>
    public static PolicyReview Of(
        IReadOnlyList<AppliedPolicy> policies, IReadOnlyList<EvaluatedResource> resources, PolicySurroundings surroundings,
        bool isBuiltIn)
    {
        var evaluator = new PolicyEvaluator(surroundings);
        // What has a network of its own is like production.
        var profile = resources.Any(resource => resource.Stored.Is("Microsoft.Network/virtualNetworks"))
            ? SecurityProfile.Production : SecurityProfile.EveryEnvironment;
        var verdicts = new List<PolicyVerdict>();
        var notEvaluated = new List<string>();
        foreach (var policy in policies)
        {
            try
            {
                var exception = PolicyExceptions.Find(policy.Definition.Key, profile);
                verdicts.AddRange(Evaluate(evaluator, policy, resources, isBuiltIn).Select(found =>
                    new PolicyVerdict(policy, found.Consequence, found.Findings, exception)));
            }
            catch (PolicyLanguageException problem)
            {
                notEvaluated.Add($"'{policy.Definition.DisplayName}' ({policy.Definition.Key}): {problem.Message}");
            }
        }

        return new PolicyReview(isBuiltIn, policies.Count, [.. verdicts.OrderBy(verdict => verdict.Consequence)], notEvaluated);
    }

    // An override may set another effect for some of the resources: each has its own consequence.
    private static IReadOnlyList<(PolicyConsequence Consequence, IReadOnlyList<PolicyFinding> Findings)> Evaluate(
        PolicyEvaluator evaluator, AppliedPolicy policy, IReadOnlyList<EvaluatedResource> resources, bool isBuiltIn)
    {
        if (isBuiltIn && policy.AsDeny() is { } denying && evaluator.Evaluate(denying, resources) is { Count: > 0 } refused)
            return [(PolicyConsequence.RefusedIfAssigned, refused)];
        return [.. evaluator.Evaluate(policy, resources).GroupBy(finding => Consequence(policy, finding.Effect))
            .Select(group => (group.Key, (IReadOnlyList<PolicyFinding>)[.. group]))];
    }

    private static PolicyConsequence Consequence(AppliedPolicy policy, PolicyEffect effect) => effect switch
    {
        PolicyEffect.Deny => policy.IsEnforced ? PolicyConsequence.Refused : PolicyConsequence.RefusedIfAssigned,
        PolicyEffect.Modify or PolicyEffect.Append when policy.IsEnforced => PolicyConsequence.Rewritten,
        _ => PolicyConsequence.Reported,
    };
}
