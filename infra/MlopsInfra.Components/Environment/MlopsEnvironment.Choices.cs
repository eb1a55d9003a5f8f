using Pulumi;

namespace MlopsInfra.Components;

/// <content>The parts that an environment may have.</content>
public sealed partial class MlopsEnvironment
{
    private PrivateNetwork? CreateNetwork(string name) => _args.PrivateNetwork is not { } options
        ? null
        : new PrivateNetwork(
            name,
            new PrivateNetworkArgs
            {
                NetworkName = _names.Network,
                NodesSecurityGroupName = _names.NodesSecurityGroup,
                EndpointsSecurityGroupName = _names.EndpointsSecurityGroup,
                NodesRouteTableId = _args.ProductionScoring?.RouteTableId is { } routes ? (Input<string>)routes : null,
                PlainHttpScoring = _args.ProductionScoring?.AllowInsecureConnections ?? false,
                Agents = _args.BuildAgents is null
                    ? null
                    : new AgentsSubnet { SecurityGroupName = _names.AgentsSecurityGroup, NatGatewayName = _names.NatGateway,
                        PublicIpName = _names.NatGatewayAddress },
                ReleaseSecurityGroupName = _args.ProductionScoring is null ? null : _names.ReleaseSecurityGroup,
                Options = options,
            },
            Child());

    private PrivateMonitoring? CreatePrivateMonitoring(string name) =>
        Network is not { } network || _args.PrivateNetwork is not { PrivateMonitoring: true }
        ? null
        : new PrivateMonitoring(
            name,
            new PrivateMonitoringArgs
            {
                ScopeName = _names.MonitorLinkScope,
                DataCollectionEndpointName = _names.DataCollectionEndpoint,
                EndpointName = _names.PrivateEndpoint("monitor"),
                LogAnalyticsId = Monitoring.LogAnalyticsId,
                ApplicationInsightsId = Monitoring.ApplicationInsightsId,
                SubnetId = network.EndpointsSubnetId,
                ZoneIds = PrivateZones.OfMonitoring.ToDictionary(zone => zone, zone => (Input<string>)network.ZoneIds[zone]),
            },
            Child());

    private DataArrivalTrigger? CreateDataArrival(string name) => _args.DataArrival is not { } options
        ? null
        : new DataArrivalTrigger(
            name,
            new DataArrivalTriggerArgs
            {
                TopicName = options.TopicId is null ? _names.SystemTopic : null,
                WorkflowName = _names.TriggerWorkflow,
                ScheduleWorkflowName = _names.ScheduleWorkflow,
                IdentityName = _names.TriggerIdentity,
                StorageAccountId = Storage.AccountId,
                StorageAccountName = Storage.AccountName,
                ContainerName = Storage.Containers[StorageContainers.TrainingData].Name,
                DatastoreName = Workspace.Datastores[DatastoreIds.TrainingData].Name,
                WorkspaceId = Workspace.WorkspaceId,
                EndpointName = TrainingEndpoint.EndpointName,
                Options = options,
            },
            Child());

    private DataArrivalTrigger? CreateFileArrival(string name) => _args.BatchScoring is not { } options
        ? null
        : new DataArrivalTrigger(
            name,
            new DataArrivalTriggerArgs
            {
                Beside = DataArrival,
                SubscriptionName = "new-files",
                TopicName = DataArrival is null ? _names.SystemTopic : null,
                WorkflowName = _names.FilesWorkflow,
                ScheduleWorkflowName = _names.FilesScheduleWorkflow,
                IdentityName = DataArrival is null ? _names.TriggerIdentity : null,
                StorageAccountId = Storage.AccountId,
                StorageAccountName = Storage.AccountName,
                ContainerName = Storage.Containers[StorageContainers.BatchInputs].Name,
                DatastoreName = Workspace.Datastores[DatastoreIds.BatchInputs].Name,
                WorkspaceId = Workspace.WorkspaceId,
                EndpointName = BatchScoringEndpoint.EndpointName,
                Options = options.Arrival(),
            },
            Child());

    private DeploymentIdentity? CreateDeploymentIdentity(
        string name, string identityName, IReadOnlyList<RoleGrant> grants) => !_args.HasPipelines
        ? null
        : new DeploymentIdentity(
            name,
            new DeploymentIdentityArgs
            {
                IdentityName = identityName,
                Subjects = FederatedSubject.From(_args.Deployment, _args.Environment),
                Grants = grants,
            },
            Child());

    private Alerts? CreateAlerts(string name) => _args.Alerts is not { } options
        ? null
        : new Alerts(
            name,
            new AlertsArgs
            {
                ActionGroupName = _names.ActionGroup,
                LogAnalyticsId = Monitoring.LogAnalyticsId,
                ApplicationInsightsId = Monitoring.ApplicationInsightsId,
                ResourceGroupId = ResourceGroup.ResourceGroupId,
                HasCluster = _args.ProductionScoring is not null,
                HasTrigger = _args.DataArrival is not null || _args.BatchScoring is not null,
                Clock = _args.Clock,
                Options = options,
            },
            Child());

    // Container Instances have a public address. The online endpoint has not, with or without a private network: its router's
    // load balancer is internal. What publishes it is tested, where settings name it; pods and requests are watched from inside
    // in any case (LogAlert).
    private AvailabilityTest? CreateQaTest(string name) => QaScoring is { } scoring
        ? CreateTest(name, _names.QaTest, "QA scoring", scoring.HealthUrl)
        : null;

    private AvailabilityTest? CreateProductionTest(string name) => _args.Alerts?.ProductionHealthUrl is { } url
        ? CreateTest(name, _names.ProductionTest, "Production scoring", url)
        : null;

    private AvailabilityTest? CreateTest(string name, string testName, string displayName, Input<string> url) =>
        Alerts is not { } alerts
        ? null
        : new AvailabilityTest(
            name,
            new AvailabilityTestArgs
            {
                TestName = testName,
                DisplayName = displayName,
                Url = url,
                ApplicationInsightsId = Monitoring.ApplicationInsightsId,
                ActionGroupId = alerts.ActionGroupId,
                Minutes = _args.Alerts!.AvailabilityMinutes,
            },
            Child());

    private QaScoring? CreateQaScoring(string name) => _args.QaScoring is not { } options
        ? null
        : new QaScoring(
            name,
            new QaScoringArgs
            {
                ContainerGroupName = _names.QaGroup,
                IdentityName = _names.QaIdentity,
                DnsLabel = _names.QaDnsLabel,
                RegistryId = Registry.RegistryId,
                RegistryLoginServer = Registry.LoginServer,
                ScoringInputsContainerId = Storage.Containers[StorageContainers.ScoringInputs].Id,
                PredictionsContainerId = Storage.Containers[StorageContainers.Predictions].Id,
                BlobEndpoint = Storage.BlobEndpoint,
                Telemetry = Monitoring.Target,
                Options = options,
            },
            Child());

    private ProductionScoring? CreateProductionScoring(string name) =>
        _args.ProductionScoring is not { } options
        ? null
        : new ProductionScoring(
            name,
            new ProductionScoringArgs
            {
                ClusterName = _names.Cluster,
                ClusterIdentityName = _names.ClusterIdentity,
                KubeletIdentityName = _names.KubeletIdentity,
                ScoringIdentityName = _names.ScoringIdentity,
                EndpointName = _names.OnlineEndpoint,
                DataCollectionRuleName = _names.DataCollectionRule,
                DataCollectionEndpointId =
                    PrivateMonitoring is null ? null : (Input<string>)PrivateMonitoring.DataCollectionEndpointId,
                TenantId = _args.TenantId,
                RegistryId = Registry.RegistryId,
                StorageAccountId = Storage.AccountId,
                ScoringInputsContainerId = Storage.Containers[StorageContainers.ScoringInputs].Id,
                PredictionsContainerId = Storage.Containers[StorageContainers.Predictions].Id,
                ApplicationInsightsId = Monitoring.ApplicationInsightsId,
                UploadsModels = Network is not null,
                WorkspaceId = Workspace.WorkspaceId,
                WorkspaceName = Workspace.WorkspaceName,
                WorkspacePrincipalId = Workspace.Identity.PrincipalId,
                SubnetId = Network is null ? null : (Input<string>)Network.NodesSubnetId,
                NetworkId = Network is null ? null : (Input<string>)Network.NetworkId,
                Private = Network is not null,
                Options = options,
            },
            Child());
}
