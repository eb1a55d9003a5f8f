using Pulumi;
using Pulumi.AzureNative.Network;

namespace MlopsInfra.Components;

/// <summary>
/// Gives a resource an address in a network: a private endpoint, and its entries in DNS zones. Network and zones may be those of
/// <see cref="PrivateNetwork"/>, or ones that exist already.
/// </summary>
public sealed class PrivateLink : MlopsComponent
{
    /// <summary>Declares the endpoint, and its group of DNS zones if there are any.</summary>
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
