using Pulumi;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// Monitoring that is reached from inside a network: a private link scope of Azure Monitor with Log Analytics and Application
/// Insights in it, an endpoint for the agents of clusters, and an address in the network. What diagnostic settings send goes
/// another way and needs none of it.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var monitoredNetwork = new PrivateNetwork("gauges-network", new PrivateNetworkArgs
/// {
///     Placement = placement,
///     NetworkName = names.For(NamingRules.VirtualNetwork, "gauges"),
///     NodesSecurityGroupName = names.For(NamingRules.NetworkSecurityGroup, "gaugenodes"),
///     EndpointsSecurityGroupName = names.For(NamingRules.NetworkSecurityGroup, "gaugeends"),
///     Options = new PrivateNetworkOptions { PrivateMonitoring = true },
/// });
/// var privateMonitoring = new PrivateMonitoring("gauges-monitoring", new PrivateMonitoringArgs
/// {
///     Placement = placement,
///     ScopeName = names.For(NamingRules.MonitorLinkScope),
///     DataCollectionEndpointName = names.For(NamingRules.DataCollectionEndpoint),
///     EndpointName = names.For(NamingRules.PrivateEndpoint, "monitor"),
///     LogAnalyticsId = monitoring.LogAnalyticsId,
///     ApplicationInsightsId = monitoring.ApplicationInsightsId,
///     SubnetId = monitoredNetwork.EndpointsSubnetId,
///     ZoneIds = PrivateZones.OfMonitoring.ToDictionary(zone => zone, zone => (Input<string>)monitoredNetwork.ZoneIds[zone]),
/// });
/// ]]></code>
/// </example>
public sealed class PrivateMonitoring : MlopsComponent
{
    private readonly PrivateMonitoringArgs _args;

    /// <summary>Declares the scope, what is in it, and the private endpoint.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public PrivateMonitoring(string name, PrivateMonitoringArgs args, ComponentResourceOptions? options = null)
        : base(nameof(PrivateMonitoring), name, args, options)
    {
        _args = args;
        var scope = Declare($"{name}-scope", CreateScopeArgs(), (n, a, o) => new PrivateLinkScope(n, a, o));
        var agents = Declare($"{name}-agents", CreateAgentEndpointArgs(), (n, a, o) => new DataCollectionEndpoint(n, a, o));
        PrivateLinkScopedResource[] inside =
        [
            InScope($"{name}-logs", "logs", scope, args.LogAnalyticsId),
            InScope($"{name}-insights", "insights", scope, args.ApplicationInsightsId),
            InScope($"{name}-agents-scoped", "agents", scope, agents.Id),
        ];
        // The endpoint enters the addresses of what is in the scope: it comes last.
        PrivateEndpointSpec.Declare(this, $"{name}-endpoint", $"{name}-dns", Link(scope), inside);

        ScopeId = scope.Id;
        DataCollectionEndpointId = agents.Id;
        RegisterOutputs();
    }

    /// <summary>ARM id of the private link scope.</summary>
    [Output("scopeId")]
    public Output<string> ScopeId { get; private set; }

    /// <summary>ARM id of the endpoint that agents of clusters get their settings from and send their data to.</summary>
    [Output("dataCollectionEndpointId")]
    public Output<string> DataCollectionEndpointId { get; private set; }

    // Open: from the network, other workspaces of Azure Monitor can be reached as before. Defender and Azure's own agents send to
    // such.
    private PrivateLinkScopeArgs CreateScopeArgs() => new()
    {
        ScopeName = _args.ScopeName,
        ResourceGroupName = EffectivePlacement.ResourceGroupName,
        Location = "global",
        Tags = EffectivePlacement.TagMap(),
        AccessModeSettings =
            new AccessModeSettingsArgs { IngestionAccessMode = AccessMode.Open, QueryAccessMode = AccessMode.Open },
    };

    private DataCollectionEndpointArgs CreateAgentEndpointArgs() => new()
    {
        DataCollectionEndpointName = _args.DataCollectionEndpointName,
        ResourceGroupName = EffectivePlacement.ResourceGroupName,
        Location = EffectivePlacement.Location,
        Tags = EffectivePlacement.TagMap(),
        Kind = KnownDataCollectionEndpointResourceKind.Linux,
        NetworkAcls =
            new DataCollectionEndpointNetworkAclsArgs { PublicNetworkAccess = KnownPublicNetworkAccessOptions.Disabled },
    };

    private PrivateLinkScopedResource InScope(string name, string scopedName, PrivateLinkScope scope, Input<string> resourceId) =>
        Declare(
        name,
        new PrivateLinkScopedResourceArgs
        {
            Name = scopedName,
            ScopeName = scope.Name,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            LinkedResourceId = resourceId,
        },
        (n, a, o) => new PrivateLinkScopedResource(n, a, o));

    private PrivateLinkArgs Link(PrivateLinkScope scope) => new()
    {
        EndpointName = _args.EndpointName,
        ResourceId = scope.Id,
        SubResource = "azuremonitor",
        SubnetId = _args.SubnetId,
        ZoneIds = _args.ZoneIds,
    };
}
