namespace MlopsInfra.Policies;

/// <summary>
/// Which built-in Azure Policy definitions environments violate, and why. docs/azure-policy.md shows them as a table.
/// </summary>
public static class PolicyExceptions
{
    private const string Prefix = "policy: ";

    /// <summary>
    /// All of them: those that deviations of the baseline are behind, then those of all environments, then those of development.
    /// </summary>
    public static IReadOnlyList<PolicyException> All { get; } =
        [.. SecurityBaseline.Deviations.SelectMany(OfDeviation), .. GeneralPolicyExceptions.All,
            .. DevelopmentPolicyExceptions.All];

    /// <summary>The exception for a definition; null where it has to be kept.</summary>
    /// <param name="policyId">Id of the definition; of a full id the last part counts.</param>
    /// <param name="profile">Where: in production those of development do not count.</param>
    public static PolicyException? Find(string policyId, SecurityProfile profile)
    {
        var key = policyId[(policyId.LastIndexOf('/') + 1)..];
        return All.FirstOrDefault(exception => exception.PolicyId.Equals(key, StringComparison.OrdinalIgnoreCase)
            && (exception.Standing is not PolicyStanding.Development || profile is SecurityProfile.EveryEnvironment));
    }

    // A rule of the baseline names the definitions that ask for the same; a deviation from it is one from those.
    private static IEnumerable<PolicyException> OfDeviation(AcceptedDeviation deviation) =>
        SecurityBaseline.Rules.Single(rule => rule.Id == deviation.RuleId).PublicIds
            .Where(id => id.StartsWith(Prefix, StringComparison.Ordinal)).Select(id => id[Prefix.Length..])
            .Concat(deviation.PolicyIds)
            .Select(id => new PolicyException(id, PolicyStanding.Accepted, deviation.Reason) { Price = deviation.Price });
}
