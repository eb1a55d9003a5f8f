namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>Who deploys.</summary>
/// <param name="Principal">Object id of who asked for it; null for the deployer.</param>
/// <param name="Deployment">The deployment.</param>
/// <param name="CorrelationId">What ties its requests together.</param>
internal sealed record DeploymentCaller(string? Principal, string Deployment, string CorrelationId);
