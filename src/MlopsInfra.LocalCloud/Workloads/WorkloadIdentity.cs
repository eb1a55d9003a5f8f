namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>An identity that a workload may get tokens for.</summary>
/// <param name="PrincipalId">Its object id: what its roles are given to.</param>
/// <param name="ClientId">What a process names it by.</param>
/// <param name="ResourceId">ARM id of the identity; of the resource that has it where it is system-assigned.</param>
/// <param name="IsSystemAssigned">Whether it is a resource's own, which is taken where none is named.</param>
internal sealed record WorkloadIdentity(string PrincipalId, string ClientId, string ResourceId, bool IsSystemAssigned);
