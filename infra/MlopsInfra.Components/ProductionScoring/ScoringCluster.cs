using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.ContainerService;
using Pulumi.AzureNative.ContainerService.Inputs;
using Pulumi.AzureNative.KubernetesConfiguration;

namespace MlopsInfra.Components;

/// <summary>
/// The AKS cluster, its pools and the Azure Machine Learning extension. It needs nothing of the workspace, so that it starts at
/// once: cluster, pool, extension and attach are the longest chain of a deployment. Only the binding that lets the workspace in
/// waits for it. AKS refuses two changes at a time, so they follow each other.
/// </summary>
internal sealed class ScoringCluster
{
    // The names that AKS gives these two windows.
    private static readonly string[] MaintenanceWindows = ["aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"];

    // What is kept of the control plane's logs: who changed what, and who was refused. Reads alone would cost more than the
    // cluster.
    private static readonly string[] LogCategories = ["guard", "kube-apiserver", "kube-audit-admin"];

    // Azure refuses a change of these on a cluster that is there; the provider would try it.
    private static readonly string[] FixedOnceCreated =
    [
        "agentPoolProfiles[*].availabilityZones", "agentPoolProfiles[*].enableEncryptionAtHost",
        "agentPoolProfiles[*].enableNodePublicIP",
        "agentPoolProfiles[*].maxPods", "agentPoolProfiles[*].osDiskType", "agentPoolProfiles[*].osType",
        "agentPoolProfiles[*].type",
        "agentPoolProfiles[*].vmSize", "agentPoolProfiles[*].vnetSubnetID", "apiServerAccessProfile.enablePrivateCluster",
        "networkProfile.loadBalancerSku",
    ];

    private readonly MlopsComponent _owner;
    private readonly ProductionScoringArgs _args;

    public ScoringCluster(MlopsComponent owner, string name, ProductionScoringArgs args, WorkloadIdentity identity,
        WorkloadIdentity kubelet)
    {
        _owner = owner;
        _args = args;
        Cluster = owner.Declare(
            $"{name}-cluster", ClusterSpec.Create(args, owner.EffectivePlacement, identity, kubelet),
            (n, a, o) => new ManagedCluster(n, a, o),
            ClusterOptions(identity));
        var pool = owner.Declare(
            $"{name}-pool", ScoringPoolSpec.Create(args, owner.EffectivePlacement, Cluster.Name),
            (n, a, o) => new AgentPool(n, a, o),
            new CustomResourceOptions
            {
                IgnoreChanges = { "count", "orchestratorVersion" },
                // What can't be changed on a pool is in its name: the new one takes over before the old one goes.
                DeleteBeforeReplace = false,
            });
        var access = LetWorkspaceIn(name, pool);
        Extension = owner.Declare($"{name}-extension", ScoringExtension.Create(args, owner.EffectivePlacement, Cluster),
            (n, a, o) => new Extension(n, a, o), After(access));
        var last = (Resource)pool;
        foreach (var window in MaintenanceWindows) last = Maintain($"{name}-{window}", window, last);
        Diagnostics.SendCategories(owner, name, Cluster.Id, owner.EffectivePlacement.LogAnalyticsId, LogCategories, After(last));
        ClusterInsights.Declare(owner, name, args, Cluster);
        WorkspaceRights = GrantWorkspace(name);
    }

    public ManagedCluster Cluster { get; }

    public Extension Extension { get; }

    public IReadOnlyList<RoleAssignment> WorkspaceRights { get; }

    // Nodes come and go with the load, versions with the upgrade channel: neither is drift that a deployment should undo.
    private static CustomResourceOptions ClusterOptions(WorkloadIdentity identity)
    {
        var options = identity.AfterGrants();
        options.IgnoreChanges.AddRange(["agentPoolProfiles[0].count", "agentPoolProfiles[0].orchestratorVersion",
            "kubernetesVersion"]);
        options.ReplaceOnChanges.AddRange(FixedOnceCreated);
        return options;
    }

    private static CustomResourceOptions After(Resource resource) => new() { DependsOn = { resource } };

    // The workspace comes in by a role inside the cluster that Azure gives it ("Trusted Access"): without local accounts, and
    // past authorized address ranges. A compute that was attached before its binding stays shut out.
    private TrustedAccessRoleBinding LetWorkspaceIn(string name, Resource after) => _owner.Declare(
        $"{name}-workspace-access",
        new TrustedAccessRoleBindingArgs
        {
            TrustedAccessRoleBindingName = "azureml",
            ResourceGroupName = _owner.EffectivePlacement.ResourceGroupName,
            ResourceName = Cluster.Name,
            SourceResourceId = _args.WorkspaceId,
            Roles = { "Microsoft.MachineLearningServices/workspaces/mlworkload" },
        },
        (n, a, o) => new TrustedAccessRoleBinding(n, a, o),
        After(after));

    private MaintenanceConfiguration Maintain(string name, string window, Resource after) => _owner.Declare(
        name,
        new MaintenanceConfigurationArgs
        {
            ConfigName = window,
            ResourceGroupName = _owner.EffectivePlacement.ResourceGroupName,
            ResourceName = Cluster.Name,
            MaintenanceWindow = new MaintenanceWindowArgs
            {
                DurationHours = 4,
                StartTime = $"{_args.Options.MaintenanceHour:00}:00",
                UtcOffset = "+00:00",
                Schedule = new ScheduleArgs
                {
                    Weekly = new WeeklyScheduleArgs { DayOfWeek = _args.Options.MaintenanceDay.ToString(), IntervalWeeks = 1 },
                },
            },
        },
        (n, a, o) => new MaintenanceConfiguration(n, a, o),
        After(after));

    // From "Attach a Kubernetes cluster to Azure Machine Learning workspace", for workspaces with a user-assigned identity.
    private IReadOnlyList<RoleAssignment> GrantWorkspace(string name) => RoleAssignments.Declare(
        _owner, $"{name}-workspace", _args.WorkspacePrincipalId, PrincipalType.ServicePrincipal,
        [
            new("cluster", BuiltInRoles.Reader, Cluster.Id, "The workspace finds the cluster that it is to attach."),
            new("cluster-extensions", BuiltInRoles.KubernetesExtensionContributor, Cluster.Id,
                "The workspace looks after its extension on the cluster."),
            new("cluster-manager", BuiltInRoles.Contributor, Cluster.Id,
                "The workspace attaches a cluster that lets it in by Trusted Access."),
            new("cluster-admin", BuiltInRoles.AksClusterAdmin, Cluster.Id,
                "The workspace runs deployments on the attached cluster."),
        ]);
}
