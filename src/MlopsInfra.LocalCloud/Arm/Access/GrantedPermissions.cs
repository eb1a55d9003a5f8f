using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>What one role assignment lets a principal do at a scope.</summary>
/// <param name="Actions">Actions of the control plane, with wildcards.</param>
/// <param name="NotActions">What of them it does not allow.</param>
/// <param name="DataActions">Actions of the data plane.</param>
/// <param name="NotDataActions">What of them it does not allow.</param>
public sealed record GrantedPermissions(
    ImmutableArray<string> Actions, ImmutableArray<string> NotActions, ImmutableArray<string> DataActions,
    ImmutableArray<string> NotDataActions);
