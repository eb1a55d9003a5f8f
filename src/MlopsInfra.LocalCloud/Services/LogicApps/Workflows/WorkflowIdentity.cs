namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>A managed identity of the workflow.</summary>
/// <param name="ResourceId">The user-assigned identity; null for the system-assigned one.</param>
/// <param name="Audience">What its token is for.</param>
internal sealed record WorkflowIdentity(string? ResourceId, string Audience);
