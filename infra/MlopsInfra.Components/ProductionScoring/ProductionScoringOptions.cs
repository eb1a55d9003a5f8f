using System.Text.RegularExpressions;

namespace MlopsInfra.Components;

/// <summary>What can be chosen about scoring on AKS.</summary>
public sealed partial record ProductionScoringOptions
{
    /// <summary>Nodes for the cluster's own services.</summary>
    public NodePoolOptions SystemPool { get; init; } = new();

    /// <summary>Nodes for scoring.</summary>
    public NodePoolOptions ScoringPool { get; init; } = new();

    /// <summary>
    /// Availability zones that nodes are spread over: some of 1, 2 and 3, or none where the region has no zones. Default: all.
    /// </summary>
    public IReadOnlyList<string> Zones { get; init; } = ["1", "2", "3"];

    /// <summary>
    /// Object ids of the Entra groups that administer the cluster. Default: none; rights are then given by Azure RBAC alone.
    /// </summary>
    public IReadOnlyList<string> AdminGroupIds { get; init; } = [];

    /// <summary>
    /// Address ranges that reach the API server, as in <c>203.0.113.0/24</c>; with none, every address does. Not with a private
    /// network.
    /// </summary>
    public IReadOnlyList<string> AuthorizedIpRanges { get; init; } = [];

    /// <summary>
    /// TLS of the scoring router. Needed unless <see cref="AllowInsecureConnections"/> says that callers may do without: tokens
    /// and features would cross the network in clear. Default: null.
    /// </summary>
    public ScoringTlsOptions? Tls { get; init; }

    /// <summary>
    /// Scores over plain HTTP, "for development or test purposes" ("Deploy Azure Machine Learning extension"); the security
    /// baseline names it. Not with <see cref="Tls"/>. Default: false.
    /// </summary>
    public bool AllowInsecureConnections { get; init; }

    /// <summary>
    /// Keeps the cluster's local accounts. The workspace comes in by Trusted Access, which does without; where an attach fails
    /// all the same (<c>KubernetesUnaccessible</c>), this is the other way. The security baseline names it. Default: false.
    /// </summary>
    public bool LocalAccounts { get; init; }

    /// <summary>
    /// Kubernetes namespace that deployments run in. It has to be there before the cluster is attached; <c>azureml</c> comes with
    /// the extension. Default: <c>azureml</c>.
    /// </summary>
    public string ComputeNamespace { get; init; } = ScoringExtension.Namespace;

    /// <summary>
    /// ARM id of a route table whose default route leads to a firewall: nodes reach the internet through it
    /// (<c>userDefinedRouting</c>), and AKS makes no public address. The nodes' subnet has to have it. Default: null, nodes reach
    /// the internet directly.
    /// </summary>
    public string? RouteTableId { get; init; }

    /// <summary>A financially backed uptime of the API server. Default: true.</summary>
    public bool UptimeSla { get; init; } = true;

    /// <summary>Encrypts temporary disks and caches on the host; the subscription needs the feature. Default: true.</summary>
    public bool EncryptionAtHost { get; init; } = true;

    /// <summary>Day on which the cluster upgrades itself. Default: Sunday.</summary>
    public MaintenanceDay MaintenanceDay { get; init; } = MaintenanceDay.Sunday;

    /// <summary>Hour (UTC) at which upgrades may start, 0 to 23; they have four hours. Default: 1.</summary>
    public int MaintenanceHour { get; init; } = 1;

    /// <summary>Name under which the workspace knows the cluster. Default: <c>aks-scoring</c>.</summary>
    public string ComputeName { get; init; } = ComputeNames.Scoring;

    internal void Check(Problems problems, string path)
    {
        foreach (var zone in Zones)
        {
            problems.Require(zone is "1" or "2" or "3", $"{path}.{nameof(Zones)}", zone, "allowed are 1, 2 and 3.");
        }

        foreach (var group in AdminGroupIds)
        {
            problems.Require(Guid.TryParse(group, out _), $"{path}.{nameof(AdminGroupIds)}", group,
                "the object id of an Entra group (a GUID) is needed.");
        }

        foreach (var range in AuthorizedIpRanges)
        {
            problems.Require(
                System.Net.IPNetwork.TryParse(range, out _), $"{path}.{nameof(AuthorizedIpRanges)}", range,
                "write an address range as in '203.0.113.0/24'.");
        }

        CheckConnections(problems, path);
        problems.Range($"{path}.{nameof(MaintenanceHour)}", MaintenanceHour, 0, 23, "o'clock UTC");
        problems.Name($"{path}.{nameof(ComputeName)}", ComputeName, NamingRules.MlCompute);
        SystemPool.Check(problems, $"{path}.{nameof(SystemPool)}", Zones.Count);
        ScoringPool.Check(problems, $"{path}.{nameof(ScoringPool)}", Zones.Count);
    }

    private void CheckConnections(Problems problems, string path)
    {
        Tls?.Check(problems, $"{path}.{nameof(Tls)}");
        problems.Require(
            Tls is not null || AllowInsecureConnections, $"{path}.{nameof(Tls)}", null,
            "production scores over TLS: name and certificate are needed. For a test without, set "
                + $"{nameof(AllowInsecureConnections)}.");
        problems.Require(
            Tls is null || !AllowInsecureConnections, $"{path}.{nameof(AllowInsecureConnections)}", true,
            $"{nameof(Tls)} is there, and one excludes the other; leave one of the two out.");
        problems.Require(
            NamespaceName().IsMatch(ComputeNamespace), $"{path}.{nameof(ComputeNamespace)}", ComputeNamespace,
            "write the name of a Kubernetes namespace: up to 63 lower-case letters, digits and hyphens.");
        problems.Require(
            RouteTableId is null || RouteTable().IsMatch(RouteTableId), $"{path}.{nameof(RouteTableId)}", RouteTableId,
            "the ARM id of a route table is needed: /subscriptions/.../providers/Microsoft.Network/routeTables/NAME.");
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex NamespaceName();

    [GeneratedRegex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/routeTables/[^/]+$",
        RegexOptions.IgnoreCase)]
    private static partial Regex RouteTable();
}
