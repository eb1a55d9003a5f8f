namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Sees nothing.</summary>
internal sealed class NoObserver : IDeploymentObserver;
