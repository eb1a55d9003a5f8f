using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Turns what is thrown into what is reported.</summary>
internal static class Failure
{
    /// <summary>Whether this is an expected failure of one resource; anything else is a defect of the engine.</summary>
    public static bool IsExpected(Exception exception) => exception is ProviderException or DeploymentException;

    /// <summary>The error, with the resource that failed.</summary>
    public static DeploymentError Of(Exception exception, string? urn) => exception switch
    {
        ProviderException provider =>
            new DeploymentError(provider.Code, provider.Message) { Target = provider.Target, Urn = urn },
        DeploymentException deployment => deployment.ToError() with { Urn = urn },
        _ => new DeploymentError(DeploymentErrorCodes.InternalError,
            $"The engine failed unexpectedly: {exception}") { Urn = urn },
    };
}
