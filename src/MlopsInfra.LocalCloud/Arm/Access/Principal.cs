namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>Somebody in the directory.</summary>
/// <param name="Kind">What it is, as role assignments call it: <c>ServicePrincipal</c>, <c>User</c>, <c>Group</c>.</param>
/// <param name="ObjectId">Its object id.</param>
/// <param name="ClientId">Its client id; null where it has none, or none that is known.</param>
/// <param name="Name">Its name.</param>
/// <param name="ResourceId">ARM id of the resource that it belongs to; null for none.</param>
/// <param name="IsExplicit">Whether that resource is an identity, and not one that has an identity of its own.</param>
/// <param name="CreatedOn">Since when it is there.</param>
internal sealed record Principal(string Kind, string ObjectId, string? ClientId, string Name, string? ResourceId,
    bool IsExplicit, DateTimeOffset CreatedOn);
