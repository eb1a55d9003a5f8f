namespace MlopsInfra.LocalCloud.Engine;

/// <summary>Where Azure Resource Manager has a resource.</summary>
/// <param name="Id">The id.</param>
/// <param name="ApiVersion">The API version to ask for it with; null for what Resource Manager can't be asked for.</param>
public sealed record ArmAddress(string Id, string? ApiVersion);
