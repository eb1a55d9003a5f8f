using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.Cli.Local;

/// <summary>
/// The local cloud's REST side while it starts. A program needs a while until it registers its first resource; what is published
/// afterwards finds the server up and its connection warm.
/// </summary>
internal sealed class StartingAzure : IAsyncDisposable
{
    private readonly Task<ILocalAzure> _starting;

    private StartingAzure(Task<ILocalAzure> starting) => _starting = starting;

    /// <summary>Begins to start it, and goes on at once.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static StartingAzure Begin(ILocalCloud cloud, CancellationToken cancellationToken) => new(Task.Run(
        async () =>
        {
            var azure = await cloud.StartAzureAsync(WorkloadExecutor.Simulate, cancellationToken);
            if (azure is LocalAzure own) await own.ConnectAsync(cancellationToken);
            return azure;
        },
        cancellationToken));

    /// <summary>Waits until it is up.</summary>
    public Task<ILocalAzure> ReadyAsync() => _starting;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Why it could not be started is told to who waits for it; where nobody does, the deployment has failed already.
        await Task.WhenAny(_starting);
        if (_starting.IsCompletedSuccessfully) await (await _starting).DisposeAsync();
    }
}
