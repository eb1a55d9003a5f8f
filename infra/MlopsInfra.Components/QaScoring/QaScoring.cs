using System.Globalization;
using Pulumi;
using Pulumi.AzureNative.ContainerInstance;
using Pulumi.AzureNative.ContainerInstance.Inputs;
using Pulumi.AzureNative.OperationalInsights;

namespace MlopsInfra.Components;

/// <summary>
/// Scoring on Container Instances: pulls its image, logs requests and answers to blob storage, and sends telemetry, all with an
/// identity of its own. Which image runs, with which variables and tags, is up to releases once the group is there.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var qa = new QaScoring("pumps-qa", new QaScoringArgs
/// {
///     Placement = placement,
///     ContainerGroupName = names.For(NamingRules.ContainerGroup, "qa"),
///     IdentityName = names.For(NamingRules.UserAssignedIdentity, "qa"),
///     DnsLabel = names.For(NamingRules.DnsLabel, "qa"),
///     RegistryId = registry.RegistryId,
///     RegistryLoginServer = registry.LoginServer,
///     ScoringInputsContainerId = storage.Containers[StorageContainers.ScoringInputs].Id,
///     PredictionsContainerId = storage.Containers[StorageContainers.Predictions].Id,
///     BlobEndpoint = storage.BlobEndpoint,
///     Telemetry = monitoring.Target,
/// });
/// ]]></code>
/// </example>
public sealed class QaScoring : MlopsComponent
{
    // Azure refuses a change of these on a running group: the group is deleted and created again.
    private static readonly string[] FixedOnceCreated =
        ["location", "ipAddress", "osType", "restartPolicy", "containers[*].resources", "containers[*].ports"];

    // What releases set. An update of anything else writes back what Pulumi knows of these (docs/previews.md).
    private static readonly string[] SetByReleases =
        ["tags", "containers[0].image", "containers[0].environmentVariables"];

    /// <summary>Declares the identity, its rights and the container group.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public QaScoring(string name, QaScoringArgs args, ComponentResourceOptions? options = null)
        : base(nameof(QaScoring), name, args, options)
    {
        Identity = this.WithIdentity($"{name}-identity", args.IdentityName, args.ExistingIdentity, Grants(args));
        var group = Declare($"{name}-group", CreateGroupArgs(args), (n, a, o) => new ContainerGroup(n, a, o), AfterGrants());
        var image = ScoringImage.From(args);
        GroupName = group.Name;
        ScoringUrl = group.IpAddress.Apply(address => $"http://{address?.Fqdn}:{image.Port}/");
        HealthUrl = group.IpAddress.Apply(address => $"http://{address?.Fqdn}:{image.Port}{image.ReadinessPath}");
        RegisterOutputs();
    }

    /// <summary>Name of the container group.</summary>
    [Output("groupName")]
    public Output<string> GroupName { get; private set; }

    /// <summary>Address of the service. Plain HTTP: Container Instances have no TLS of their own.</summary>
    [Output("scoringUrl")]
    public Output<string> ScoringUrl { get; private set; }

    /// <summary>Address that answers 200 while the service can score.</summary>
    [Output("healthUrl")]
    public Output<string> HealthUrl { get; private set; }

    /// <summary>The identity that scoring runs with.</summary>
    public WorkloadIdentity Identity { get; }

    private static RoleGrant[] Grants(QaScoringArgs args) =>
    [
        new("images", BuiltInRoles.AcrPull, args.RegistryId, "Pulls the scoring image."),
        new("inputs", BuiltInRoles.StorageBlobDataContributor, args.ScoringInputsContainerId, "Logs what it was asked."),
        new("predictions", BuiltInRoles.StorageBlobDataContributor, args.PredictionsContainerId, "Logs what it answered."),
        new("telemetry", BuiltInRoles.MonitoringMetricsPublisher, args.Telemetry.ApplicationInsightsId,
            "Sends telemetry without a key."),
    ];

    private ContainerGroupArgs CreateGroupArgs(QaScoringArgs args)
    {
        var image = ScoringImage.From(args);
        return new ContainerGroupArgs
        {
            ContainerGroupName = args.ContainerGroupName,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            Location = EffectivePlacement.Location,
            Tags = EffectivePlacement.TagMap(),
            OsType = OperatingSystemTypes.Linux,
            RestartPolicy = ContainerGroupRestartPolicy.Always,
            Sku = ContainerGroupSku.Standard,
            Identity = new ContainerGroupIdentityArgs
            {
                Type = ResourceIdentityType.UserAssigned,
                UserAssignedIdentities = { Identity.IdentityId },
            },
            ImageRegistryCredentials =
            {
                new ImageRegistryCredentialArgs { Server = args.RegistryLoginServer, Identity = Identity.IdentityId },
            },
            Containers = { CreateContainer(args, image) },
            IpAddress = new IpAddressArgs
            {
                Type = ContainerGroupIpAddressType.Public,
                DnsNameLabel = args.DnsLabel,
                AutoGeneratedDomainNameLabelScope = DnsNameLabelReusePolicy.TenantReuse,
                Ports = { new PortArgs { Port = image.Port, Protocol = ContainerGroupNetworkProtocol.TCP } },
            },
            Diagnostics = CreateDiagnostics(args),
        };
    }

    private ContainerArgs CreateContainer(QaScoringArgs args, ScoringImage image) => new()
    {
        Name = "scoring",
        Image = image.Name,
        Ports = { new ContainerPortArgs { Port = image.Port, Protocol = ContainerNetworkProtocol.TCP } },
        LivenessProbe = CreateProbe(image.LivenessPath, image.Port),
        ReadinessProbe = CreateProbe(image.ReadinessPath, image.Port),
        Resources = new ResourceRequirementsArgs
        {
            Requests = new ResourceRequestsArgs { Cpu = args.Options.Cpu, MemoryInGB = args.Options.MemoryGb },
            Limits = new ResourceLimitsArgs { Cpu = args.Options.Cpu, MemoryInGB = args.Options.MemoryGb },
        },
        EnvironmentVariables =
        {
            // Where the placeholder listens; scoring images know their port.
            new EnvironmentVariableArgs { Name = "PORT", Value = image.Port.ToString(CultureInfo.InvariantCulture) },
            new EnvironmentVariableArgs { Name = "AZURE_CLIENT_ID", Value = Identity.ClientId },
            new EnvironmentVariableArgs { Name = "SCORING_INPUTS_URL", Value = BlobUrl(args, StorageContainers.ScoringInputs) },
            new EnvironmentVariableArgs { Name = "PREDICTIONS_URL", Value = BlobUrl(args, StorageContainers.Predictions) },
            new EnvironmentVariableArgs
            {
                Name = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
                Value = Output.Format($"Authorization=AAD;ClientId={Identity.ClientId}"),
            },
            new EnvironmentVariableArgs { Name = "APPLICATIONINSIGHTS_CONNECTION_STRING",
                SecureValue = args.Telemetry.ConnectionString },
        },
    };

    private static Output<string> BlobUrl(QaScoringArgs args, string container) =>
        args.BlobEndpoint.Apply(endpoint => $"{endpoint}{container}");

    private static ContainerProbeArgs CreateProbe(string path, int port) => new()
    {
        HttpGet = new ContainerHttpGetArgs { Path = path, Port = port, Scheme = Scheme.Http },
        InitialDelaySeconds = 10,
        PeriodSeconds = 10,
        FailureThreshold = 3,
        TimeoutSeconds = 5,
    };

    // The one place where a key is needed: Container Instances can't send their logs with an identity.
    private ContainerGroupDiagnosticsArgs CreateDiagnostics(QaScoringArgs args) => new()
    {
        LogAnalytics = new LogAnalyticsArgs
        {
            LogType = LogAnalyticsLogType.ContainerInstanceLogs,
            WorkspaceId = args.Telemetry.LogAnalyticsCustomerId,
            WorkspaceResourceId = args.Telemetry.LogAnalyticsId,
            WorkspaceKey = Output.CreateSecret(
                GetSharedKeys.Invoke(
                        new GetSharedKeysInvokeArgs
                        {
                            ResourceGroupName =
                                args.Telemetry.LogAnalyticsResourceGroupName ?? EffectivePlacement.ResourceGroupName,
                            WorkspaceName = args.Telemetry.LogAnalyticsName,
                        },
                        new InvokeOptions { Parent = this })
                    .Apply(keys => keys.PrimarySharedKey ?? "")),
        },
    };

    private CustomResourceOptions AfterGrants()
    {
        var options = Identity.AfterGrants();
        options.ReplaceOnChanges.AddRange(FixedOnceCreated);
        options.IgnoreChanges.AddRange(SetByReleases);
        options.DeleteBeforeReplace = true;
        return options;
    }
}
