using Pulumi;

namespace MlopsInfra.Components;

/// <summary>One right of one identity.</summary>
/// <param name="Name">Tells the grants of one identity apart, as in <c>storage-data</c>; part of the Pulumi name.</param>
/// <param name="Role">The role.</param>
/// <param name="Scope">ARM id of what the role is granted on; as narrow as will do.</param>
/// <param name="Reason">Why the identity needs it; shown in the portal.</param>
public sealed record RoleGrant(string Name, BuiltInRole Role, Input<string> Scope, string Reason)
{
    /// <summary>Narrows what the role allows (Azure attribute-based access control, version 2.0); null leaves it whole.</summary>
    public string? Condition { get; init; }
}
