namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>A build that is going on.</summary>
/// <param name="Log">Its log.</param>
/// <param name="Canceling">Cancels it.</param>
internal sealed record BuildInProgress(BuildLog Log, CancellationTokenSource Canceling)
{
    /// <summary>Whether it is to end.</summary>
    public CancellationToken Canceled => Canceling.Token;
}
