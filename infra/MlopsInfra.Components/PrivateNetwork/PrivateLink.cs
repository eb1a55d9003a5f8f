using Pulumi;
using Pulumi.AzureNative.Network;

namespace MlopsInfra.Components;

/// <summary>
/// Gives a resource an address in a network: a private endpoint, and its entries in DNS zones. Network and zones may be those of
/// <see cref="PrivateNetwork"/>, or ones that exist already.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var link = new PrivateLink("pumps-vault", new PrivateLinkArgs
/// {
///     Placement = placement,
///     EndpointName = names.For(NamingRules.PrivateEndpoint, "vault"),
///     ResourceId = vault.VaultId,
///     SubResource = "vault",
///     SubnetId = network.EndpointsSubnetId,
///     ZoneIds = new Dictionary<string, Input<string>> { [PrivateZones.Vault] = network.ZoneIds[PrivateZones.Vault] },
/// });
/// ]]></code>
/// </example>
public sealed class PrivateLink : MlopsComponent
{
    /// <summary>Declares the endpoint, and its group of DNS zones if there are any.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public PrivateLink(string name, PrivateLinkArgs args, ComponentResourceOptions? options = null)
        : base(nameof(PrivateLink), name, args, options)
    {
        EndpointId = PrivateEndpointSpec.Declare(this, $"{name}-endpoint", $"{name}-dns", args).Id;
        RegisterOutputs();
    }

    /// <summary>ARM id of the private endpoint.</summary>
    [Output("endpointId")]
    public Output<string> EndpointId { get; private set; }
}
