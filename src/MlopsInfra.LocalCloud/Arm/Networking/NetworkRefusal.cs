namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>Why a caller is not let in by the network.</summary>
/// <param name="IsClosed">True: public network access is off. False: it is on, and no rule lets the caller in.</param>
/// <param name="ResourceId">The resource that does not let it in.</param>
/// <param name="Reason">Why, in a sentence without its full stop: what is closed, and what a caller from a network lacks.</param>
/// <param name="Address">The address that the service sees, or the name of where the call comes from.</param>
internal sealed record NetworkRefusal(bool IsClosed, string ResourceId, string Reason, string Address);
