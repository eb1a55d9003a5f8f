namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>Who calls.</summary>
/// <param name="PrincipalId">Object id; null: the deployer, who may do everything.</param>
/// <param name="RunId">The run whose token it is; null for a token of a principal.</param>
internal sealed record TrackingCaller(string? PrincipalId, string? RunId);
