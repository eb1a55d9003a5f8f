namespace MlopsInfra.Policies;

/// <summary>
/// The security baseline: rules, what is knowingly not kept, and their evaluation. docs/security-baseline.md shows both as
/// tables.
/// </summary>
public static class SecurityBaseline
{
    /// <summary>Every rule, ordered by what it is about.</summary>
    public static IReadOnlyList<SecurityRule> Rules { get; } =
    [
        .. StorageRules.All, .. VaultRules.All, .. RegistryRules.All, .. WorkspaceRules.All, .. ComputeRules.All,
        .. ClusterRules.All,
        .. NodePoolRules.All, .. ContainerGroupRules.All, .. MonitoringRules.All, .. NetworkRules.All, .. EventRules.All,
        .. AccessRules.All,
        .. GitHubRules.All, .. AzureDevOpsRules.All,
    ];

    /// <summary>What is knowingly not kept, with the reasons.</summary>
    public static IReadOnlyList<AcceptedDeviation> Deviations => AcceptedDeviations.All;

    /// <summary>What scanners report although there is nothing to mend, besides what falls under a deviation.</summary>
    public static IReadOnlyList<ScannerReport> ScannerReports => Policies.ScannerReports.All;

    /// <summary>
    /// What a scanner is to pass over in a resource, with the reason: what falls under a deviation, and what it reports all the
    /// same.
    /// </summary>
    /// <param name="tool">The scanner: <c>checkov</c>, <c>trivy</c>.</param>
    /// <param name="resourceType">The type token of the resource.</param>
    /// <param name="resource">Its name in the program; null for every resource of the type.</param>
    public static IReadOnlyList<(string Id, string Reason)> PassedOver(string tool, string resourceType, string? resource)
    {
        var accepted =
            from deviation in Deviations
            where deviation.ResourceSuffix is not { } suffix || resource?.EndsWith(suffix, StringComparison.Ordinal) == true
            from rule in Rules
            where rule.Id == deviation.RuleId && rule.ResourceType == resourceType
            from id in rule.PublicIds.Concat(deviation.ScannerIds)
            where ScannerReport.ToolOf(id) == tool
            select (id, deviation.Reason);
        var reported = ScannerReports.Where(report => report.Tool == tool && report.ResourceType == resourceType)
            .Select(report => (report.Id, Reason: $"It asks that {report.Asks}. {report.Reason}"));
        return [.. accepted.Concat(reported).DistinctBy(pair => pair.Item1).OrderBy(pair => pair.Item1, StringComparer.Ordinal)];
    }

    /// <summary>
    /// What the resources break, in the order of the rules. Findings that are accepted are among them and say so
    /// (<see cref="SecurityFinding.Accepted"/>). Components and types that no rule is about are passed over.
    /// </summary>
    /// <param name="resources">Everything that a program declares: some rules are about how resources stand to each
    /// other.</param>
    public static IReadOnlyList<SecurityFinding> Evaluate(IEnumerable<DeclaredResource> resources)
    {
        var all = new DeclaredResources(resources);
        return [.. Rules.SelectMany(rule => rule.Evaluate(all)).Select(finding =>
            finding with { Accepted = Deviations.FirstOrDefault(deviation => deviation.Covers(finding)) })];
    }

    /// <summary>
    /// What is left to mend in an environment: findings that are not accepted, of the rules that have to be kept there.
    /// </summary>
    /// <param name="resources">Everything that a program declares.</param>
    /// <param name="profile">Where it is: in production the rules of both profiles have to be kept.</param>
    public static IReadOnlyList<SecurityFinding> Evaluate(IEnumerable<DeclaredResource> resources, SecurityProfile profile) =>
        [.. Evaluate(resources).Where(finding => finding.Accepted is null && finding.Rule.Profile <= profile)];
}
