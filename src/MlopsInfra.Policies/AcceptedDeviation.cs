namespace MlopsInfra.Policies;

/// <summary>
/// A rule that is not kept, and why. Rules contradict each other, Azure, or the purpose; each such case is on record.
/// </summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Reason">Why it is not kept, and what is done instead.</param>
public sealed record AcceptedDeviation(string RuleId, string Reason)
{
    /// <summary>What it would cost to keep it, in money; null where the reason says all.</summary>
    public string? Price { get; init; }

    /// <summary>
    /// Ids of scanner rules that report it, in addition to the public ids of the baseline's rule: checkov (<c>CKV_AZURE_n</c>),
    /// trivy (<c>AZU-n</c>), KICS.
    /// </summary>
    public IReadOnlyList<string> ScannerIds { get; init; } = [];

    /// <summary>Ids (GUIDs) of the built-in Azure Policy definitions that report it.</summary>
    public IReadOnlyList<string> PolicyIds { get; init; } = [];

    /// <summary>End of the names of the resources that it holds for; null holds for all.</summary>
    public string? ResourceSuffix { get; init; }

    /// <summary>Whether it holds for a finding.</summary>
    internal bool Covers(SecurityFinding finding) => finding.Rule.Id == RuleId
        && (ResourceSuffix is null || finding.Resource.EndsWith(ResourceSuffix, StringComparison.Ordinal));
}
