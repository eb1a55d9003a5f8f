namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>A registration failed; it has been reported, and the program gets to know.</summary>
internal sealed class RegistrationException(DeploymentError error, Exception inner)
    : Exception($"{error.Code}: {error.Message}", inner);
