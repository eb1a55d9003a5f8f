using System.Collections.Immutable;
using MlopsInfra.Policies;

namespace MlopsInfra.Review.Security;

/// <summary>
/// The rules of the security baseline that a change breaks and mends. What is accepted, with a reason on record, is neither.
/// </summary>
/// <param name="Broken">Findings that are new.</param>
/// <param name="Mended">Findings that are gone while their resource is still there.</param>
public sealed record SecurityChange(ImmutableArray<SecurityFinding> Broken, ImmutableArray<SecurityFinding> Mended)
{
    /// <summary>Compares two states of a stack.</summary>
    /// <param name="before">The stack before.</param>
    /// <param name="after">The stack after.</param>
    public static SecurityChange Between(StackSnapshot before, StackSnapshot after)
    {
        var (old, now) = (Evaluate(before), Evaluate(after));
        var names = after.CloudResources.Select(resource => StackSnapshot.NameOf(resource.Urn)).ToHashSet(StringComparer.Ordinal);
        return new SecurityChange(Without(now, old), [.. Without(old, now).Where(finding => names.Contains(finding.Resource))]);
    }

    private static ImmutableArray<SecurityFinding> Without(List<SecurityFinding> findings, List<SecurityFinding> others)
    {
        var known = others.Select(finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. findings.Where(finding => !known.Contains(finding.Key))
                .OrderBy(finding => finding.Rule.Profile).ThenBy(finding => finding.Key, StringComparer.Ordinal),
        ];
    }

    private static List<SecurityFinding> Evaluate(StackSnapshot snapshot) =>
        [.. SecurityBaseline.Evaluate(DeclaredState.Of(snapshot)).Where(finding => finding.Accepted is null)];
}
