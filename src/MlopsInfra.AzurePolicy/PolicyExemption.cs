using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Evaluation;

namespace MlopsInfra.AzurePolicy;

/// <summary>An exemption of what is in a scope from an assignment.</summary>
/// <param name="Id">Its id, which says its scope.</param>
/// <param name="AssignmentId">Id of the assignment.</param>
/// <param name="References">What the initiative calls the definitions that it is about; empty for all of them.</param>
/// <param name="ExpiresOn">From when on it does not count any more; null for never.</param>
/// <param name="ResourceSelectors">Which resources it is about; empty for all in the scope.</param>
public sealed record PolicyExemption(string Id, string AssignmentId, IReadOnlyList<string> References, DateTimeOffset? ExpiresOn,
    JsonArray ResourceSelectors)
{
    /// <summary>Whether it exempts a resource from a policy.</summary>
    /// <param name="policy">The policy, as assigned.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="surroundings">What is around it.</param>
    internal bool Exempts(AppliedPolicy policy, PolicyResource resource, PolicySurroundings surroundings) =>
        policy.Assignment is { } assignment && assignment.Id.Equals(AssignmentId, StringComparison.OrdinalIgnoreCase)
        && (References.Count == 0 || References.Contains(policy.Reference ?? "", StringComparer.OrdinalIgnoreCase))
        && (ExpiresOn is not { } end || surroundings.Now < end)
        && PolicyScope.Contains(PolicyScope.Of(Id), resource.Id, surroundings.SubscriptionId)
        && PolicySelectors.LeaveIn(ResourceSelectors, resource, policy.Reference);
}
