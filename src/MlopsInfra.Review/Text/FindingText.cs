using MlopsInfra.Policies;

namespace MlopsInfra.Review.Text;

/// <summary>Findings of the security baseline in words.</summary>
internal static class FindingText
{
    /// <summary>The finding's sentence, and where its rule is asked for.</summary>
    /// <param name="finding">The finding.</param>
    public static string Of(SecurityFinding finding) =>
        $"{finding}{(finding.Rule.Profile == SecurityProfile.Production ? " (asked of production only)" : "")}";
}
