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
    /// What a scanner is to pass over in each of the resources: what the resource breaks and a deviation covers, and what the
    /// scanner reports all the same. A reason is given only where it is true of the resource.
    /// </summary>
    /// <param name="tool">The scanner: <c>checkov</c>, <c>trivy</c>.</param>
    /// <param name="resources">Everything that a program declares.</param>
    public static IReadOnlyList<ScannerSuppression> PassedOver(string tool, IEnumerable<DeclaredResource> resources)
    {
        IReadOnlyList<DeclaredResource> list = [.. resources];
        var all = new DeclaredResources(list);
        var accepted =
            from finding in Evaluate(list)
            from deviation in Deviations
            where deviation == finding.Accepted
            from id in IdsOf(tool, finding.Rule, deviation)
            select new ScannerSuppression(finding.Rule.ResourceType, finding.Resource, id, deviation.Reason);
        var reported =
            from report in ScannerReports
            where report.Tool == tool
            from resource in all.OfType(report.ResourceType)
            where report.Holds(resource, all)
            select new ScannerSuppression(resource.Type, resource.Name, report.Id, report.Comment);
        return
        [
            .. accepted.Concat(reported).DistinctBy(passed => (passed.ResourceType, passed.Resource, passed.Id))
                .OrderBy(passed => passed.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// What a scanner is to pass over in the whole repository, with the reason: only what is true of every environment, as a
    /// file for the repository can't tell one from another.
    /// </summary>
    /// <param name="tool">The scanner: <c>checkov</c>, <c>trivy</c>.</param>
    public static IReadOnlyList<(string Id, string Reason)> PassedOverEverywhere(string tool)
    {
        var accepted =
            from deviation in Deviations
            where deviation.ResourceSuffix is null
            from rule in Rules
            where rule.Id == deviation.RuleId && rule.When is null
            from id in IdsOf(tool, rule, deviation)
            select (id, deviation.Reason);
        var reported = ScannerReports.Where(report => report.Tool == tool && report.Where is null)
            .Select(report => (report.Id, Reason: report.Comment));
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

    private static IEnumerable<string> IdsOf(string tool, SecurityRule rule, AcceptedDeviation deviation) =>
        rule.PublicIds.Concat(deviation.ScannerIds).Where(id => ScannerReport.ToolOf(id) == tool);
}
