using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="PrivateMonitoring"/>.</summary>
public sealed class PrivateMonitoringArgs : PlacedComponentArgs
{
    /// <summary>Name of the private link scope: 1 to 255 letters, digits, hyphens, underscores and periods.</summary>
    public required string ScopeName { get; init; }

    /// <summary>Name of the endpoint of agents: 3 to 44 letters, digits and hyphens.</summary>
    public required string DataCollectionEndpointName { get; init; }

    /// <summary>Name of the private endpoint: 2 to 64 letters, digits, hyphens, underscores and periods.</summary>
    public required string EndpointName { get; init; }

    /// <summary>ARM id of the Log Analytics workspace.</summary>
    public required Input<string> LogAnalyticsId { get; init; }

    /// <summary>ARM id of the Application Insights component.</summary>
    public required Input<string> ApplicationInsightsId { get; init; }

    /// <summary>
    /// ARM id of the subnet that the address is taken from: <see cref="PrivateNetwork.EndpointsSubnetId"/>, or one that exists
    /// already.
    /// </summary>
    public required Input<string> SubnetId { get; init; }

    /// <summary>
    /// ARM ids of the private DNS zones in <see cref="PrivateZones.OfMonitoring"/>, by zone name. Default: none, for networks
    /// whose zones are filled by somebody else.
    /// </summary>
    public IReadOnlyDictionary<string, Input<string>> ZoneIds { get; init; } = new Dictionary<string, Input<string>>();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(ScopeName), ScopeName, NamingRules.MonitorLinkScope);
        problems.Name(nameof(DataCollectionEndpointName), DataCollectionEndpointName, NamingRules.DataCollectionEndpoint);
        problems.Name(nameof(EndpointName), EndpointName, NamingRules.PrivateEndpoint);
    }
}
