namespace MlopsInfra.Components;

/// <summary>The names of everything in one environment.</summary>
internal sealed class EnvironmentNames(ResourceNames names)
{
    public string ResourceGroup { get; } = names.For(NamingRules.ResourceGroup);

    public string Storage { get; } = names.For(NamingRules.StorageAccount);

    public string Vault { get; } = names.For(NamingRules.KeyVault);

    public string LogAnalytics { get; } = names.For(NamingRules.LogAnalytics);

    public string ApplicationInsights { get; } = names.For(NamingRules.ApplicationInsights);

    public string Registry { get; } = names.For(NamingRules.ContainerRegistry);

    public string Workspace { get; } = names.For(NamingRules.MlWorkspace);

    public string WorkspaceIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "workspace");

    public string TrainingIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "training");

    public string BatchEndpoint { get; } = names.For(NamingRules.BatchEndpoint);

    public string BatchScoringEndpoint { get; } = names.For(NamingRules.BatchEndpoint, "score");

    public string QaGroup { get; } = names.For(NamingRules.ContainerGroup, "qa");

    public string QaIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "qa");

    public string QaDnsLabel { get; } = names.For(NamingRules.DnsLabel, "qa");

    public string Cluster { get; } = names.For(NamingRules.AksCluster);

    public string ClusterIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "cluster");

    public string KubeletIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "kubelet");

    public string ScoringIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "scoring");

    public string OnlineEndpoint { get; } = names.For(NamingRules.OnlineEndpoint);

    public string SystemTopic { get; } = names.For(NamingRules.SystemTopic);

    public string TriggerWorkflow { get; } = names.For(NamingRules.Workflow, "trigger");

    public string ScheduleWorkflow { get; } = names.For(NamingRules.Workflow, "schedule");

    public string FilesWorkflow { get; } = names.For(NamingRules.Workflow, "files");

    public string FilesScheduleWorkflow { get; } = names.For(NamingRules.Workflow, "files-schedule");

    public string TriggerIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "trigger");

    public string DeployIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "deploy");

    public string PublishIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "publish");

    public string ReleaseIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "release");

    public string ActionGroup { get; } = names.For(NamingRules.ActionGroup);

    public string QaTest { get; } = names.For(NamingRules.WebTest, "qa");

    public string ProductionTest { get; } = names.For(NamingRules.WebTest, "production");

    public string DataCollectionRule { get; } = names.For(NamingRules.DataCollectionRule, "cluster");

    public string DataCollectionEndpoint { get; } = names.For(NamingRules.DataCollectionEndpoint);

    public string MonitorLinkScope { get; } = names.For(NamingRules.MonitorLinkScope);

    public string Workbook { get; } =
        NameBasedGuid.ForWorkbook($"{names.For(NamingRules.ResourceGroup)}|{names.Hash}").ToString();

    public string Network { get; } = names.For(NamingRules.VirtualNetwork);

    public string NodesSecurityGroup { get; } = names.For(NamingRules.NetworkSecurityGroup, "nodes");

    public string EndpointsSecurityGroup { get; } = names.For(NamingRules.NetworkSecurityGroup, "endpoints");

    public string AgentsSecurityGroup { get; } = names.For(NamingRules.NetworkSecurityGroup, "agents");

    public string ReleaseSecurityGroup { get; } = names.For(NamingRules.NetworkSecurityGroup, "release");

    public string NatGateway { get; } = names.For(NamingRules.NatGateway, "agents");

    public string NatGatewayAddress { get; } = names.For(NamingRules.PublicIpAddress, "agents");

    public string AgentMachines { get; } = names.For(NamingRules.VirtualMachineScaleSet, "agents");

    public string AgentsIdentity { get; } = names.For(NamingRules.UserAssignedIdentity, "agents");

    public string PrivateEndpoint(string role) => names.For(NamingRules.PrivateEndpoint, role);
}
