using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="PrivateLink"/>.</summary>
public sealed class PrivateLinkArgs : PlacedComponentArgs
{
    /// <summary>Name of the private endpoint: 2 to 64 letters, digits, hyphens, underscores and periods.</summary>
    public required string EndpointName { get; init; }

    /// <summary>ARM id of the resource that gets an address in the network.</summary>
    public required Input<string> ResourceId { get; init; }

    /// <summary>
    /// The part of the resource that the endpoint leads to, as in <c>blob</c>, <c>vault</c>, <c>registry</c> or
    /// <c>amlworkspace</c> ("Azure Private Endpoint private DNS zone values").
    /// </summary>
    public required string SubResource { get; init; }

    /// <summary>
    /// ARM id of the subnet that the address is taken from: <see cref="PrivateNetwork.EndpointsSubnetId"/>, or one that exists
    /// already.
    /// </summary>
    public required Input<string> SubnetId { get; init; }

    /// <summary>
    /// ARM ids of the private DNS zones that the address is entered into, by zone name, as in <see cref="PrivateZones.Blob"/>.
    /// Default: none, for networks whose zones are filled by somebody else, as by a policy of the landing zone.
    /// </summary>
    public IReadOnlyDictionary<string, Input<string>> ZoneIds { get; init; } = new Dictionary<string, Input<string>>();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(EndpointName), EndpointName, NamingRules.PrivateEndpoint);
        problems.Require(SubResource.Length > 0, nameof(SubResource), SubResource,
            "name the part of the resource, as in 'blob'.");
    }
}
