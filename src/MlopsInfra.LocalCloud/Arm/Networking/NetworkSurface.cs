namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>What a type has to say about who gets in over the network, and where in its body it says so.</summary>
/// <param name="Rules">The object with the default action and the rules; null if the type has none.</param>
/// <param name="SubResource">What a private endpoint to its data is called.</param>
/// <param name="Zone">The private DNS zone that leads to such an endpoint.</param>
/// <param name="Bypass">Path of what may pass by the rules; null if nothing may.</param>
/// <param name="TrustedTypes">Types of resources whose services count as trusted there.</param>
internal sealed record NetworkSurface(
    string? Rules, string SubResource, string Zone, string? Bypass, string[] TrustedTypes);
