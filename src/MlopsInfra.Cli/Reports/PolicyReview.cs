namespace MlopsInfra.Cli.Reports;

/// <summary>What policies say of all that a program declares.</summary>
/// <param name="IsBuiltIn">Whether they are Microsoft's, and not those of somebody's subscription.</param>
/// <param name="Count">How many were evaluated.</param>
/// <param name="Verdicts">Those that are violated, worst first.</param>
/// <param name="NotEvaluated">Those that can't be evaluated here, with the reason.</param>
internal sealed record PolicyReview(bool IsBuiltIn, int Count, IReadOnlyList<PolicyVerdict> Verdicts,
    IReadOnlyList<string> NotEvaluated)
{
    /// <summary>
    /// What Azure would refuse. Of the built-in set that is what nothing is known of: definitions that refuse everything by their
    /// nature are assigned nowhere by chance.
    /// </summary>
    public IReadOnlyList<PolicyVerdict> Refused =>
        [.. Verdicts.Where(verdict => verdict.Consequence is PolicyConsequence.Refused
            && (!IsBuiltIn || verdict.Exception is null))];
}
