namespace MlopsInfra.Policies;

/// <summary>A rule that is not kept, and why. Rules contradict each other, Azure, or the purpose; each such case is on record.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Reason">Why it is not kept, and what is done instead.</param>
public sealed record AcceptedDeviation(string RuleId, string Reason)
{
    /// <summary>End of the names of the resources that it holds for; null holds for all.</summary>
    public string? ResourceSuffix { get; init; }

    /// <summary>Whether it holds for a finding.</summary>
    internal bool Covers(SecurityFinding finding) => finding.Rule.Id == RuleId
        && (ResourceSuffix is null || finding.Resource.EndsWith(ResourceSuffix, StringComparison.Ordinal));
}
