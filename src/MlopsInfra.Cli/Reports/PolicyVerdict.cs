using MlopsInfra.AzurePolicy;
using MlopsInfra.Policies;

namespace MlopsInfra.Cli.Reports;

/// <summary>A policy that a program violates.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Consequence">What comes of it.</param>
/// <param name="Findings">The resources.</param>
/// <param name="Exception">Why it is violated, where that is known; null where it is not.</param>
internal sealed record PolicyVerdict(AppliedPolicy Policy, PolicyConsequence Consequence, IReadOnlyList<PolicyFinding> Findings,
    PolicyException? Exception)
{
    /// <summary>The policy's name and id.</summary>
    public string Name => $"'{Policy.Definition.DisplayName}' ({Policy.Definition.Key})";

    /// <summary>The resources by type and name.</summary>
    public IEnumerable<string> Resources =>
        Findings.Select(finding =>
            $"{finding.Resource.Type[(finding.Resource.Type.LastIndexOf('/') + 1)..]}/{finding.Resource.Name}")
        .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>What Azure writes into the requests, once each.</summary>
    public IEnumerable<string> Changes => Findings.SelectMany(finding => finding.Changes).Distinct(StringComparer.Ordinal);
}
