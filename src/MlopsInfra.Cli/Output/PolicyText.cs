using MlopsInfra.AzurePolicy;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Policies;

namespace MlopsInfra.Cli.Output;

/// <summary>What policies say, as lines for people.</summary>
internal static class PolicyText
{
    private const int Shown = 5;

    /// <summary>What policies say, line by line.</summary>
    /// <param name="review">What they say.</param>
    public static IEnumerable<string> Lines(PolicyReview review)
    {
        yield return $"Azure Policy: {review.Count} {(review.IsBuiltIn ? "of Microsoft's built-in definitions" : "policies")}, "
            + $"{review.Verdicts.Count} violated";
        foreach (var line in review.Verdicts.Where(verdict => verdict.Consequence is not PolicyConsequence.Reported)
            .SelectMany(verdict => Lines(verdict, review.IsBuiltIn))) yield return line;
        var reported = review.Verdicts.Where(verdict => verdict.Consequence is PolicyConsequence.Reported).ToList();
        foreach (var verdict in reported.Where(verdict => verdict.Exception is null))
            yield return $"  ?  reported by {verdict.Name}: {Resources(verdict)}";
        if (reported.Count(verdict => verdict.Exception is not null) is > 0 and var known)
            yield return $"  {known} more report resources; docs/azure-policy.md says why";
        foreach (var policy in review.NotEvaluated) yield return $"  -  not judged: {policy}";
    }

    /// <summary>The sentence of a policy that refuses.</summary>
    /// <param name="verdict">The policy.</param>
    public static string Refusal(PolicyVerdict verdict) =>
        $"{verdict.Name}{AssignedAs(verdict.Policy)} refuses {Resources(verdict)}.";

    private static IEnumerable<string> Lines(PolicyVerdict verdict, bool isBuiltIn)
    {
        var isRefused = verdict.Consequence is PolicyConsequence.Refused;
        yield return verdict.Consequence switch
        {
            PolicyConsequence.Refused => $"  x  refused by {verdict.Name}{AssignedAs(verdict.Policy)}: {Resources(verdict)}",
            PolicyConsequence.Rewritten => $"  ~  rewritten by {verdict.Name}{AssignedAs(verdict.Policy)}: {Resources(verdict)}; "
                + "a refresh shows it as drift",
            _ => $"  !  refused {(isBuiltIn ? "where assigned as Deny" : "once it is enforced")}, by "
                + $"{verdict.Name}{AssignedAs(verdict.Policy)}: {Resources(verdict)}",
        };
        foreach (var change in verdict.Changes) yield return $"       {change}";
        if (verdict.Exception is { } exception)
            yield return $"       {exception.Reason}{(exception.Price is null ? "" : $" It would cost {exception.Price}.")}";
        if (!isRefused && verdict.Consequence is not PolicyConsequence.Rewritten) yield break;
        if (verdict.Policy.Assignment is { } assignment)
            yield return $"       exemption to ask for: {Exemption(verdict, assignment)}";
    }

    private static string Exemption(PolicyVerdict verdict, PolicyAssignment assignment)
    {
        var group = verdict.Findings.Select(finding => finding.Resource.ResourceGroup).OfType<string>().FirstOrDefault();
        var category = verdict.Exception?.Standing is PolicyStanding.MetOtherwise ? "Mitigated" : "Waiver";
        var reference = verdict.Policy.Reference is { } name ? $" --policy-definition-reference-ids \"{name}\"" : "";
        return $"az policy exemption create --name mlops-{verdict.Policy.Definition.Key} --policy-assignment "
            + $"\"{assignment.Id}\"{reference}"
            + $" --exemption-category {category}{(group is null ? "" : $" --resource-group {group}")}";
    }

    private static string AssignedAs(AppliedPolicy policy) =>
        policy.Assignment is { } assignment ? $", assigned as '{assignment.DisplayName}'" : "";

    private static string Resources(PolicyVerdict verdict)
    {
        var all = verdict.Resources.ToList();
        return string.Join(", ", all.Take(Shown)) + (all.Count > Shown ? $" and {all.Count - Shown} more" : "");
    }
}
