using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// Lets a bounded number of provider operations run at the same time. After a cancellation none begins; those under way
/// may finish for a while.
/// </summary>
internal sealed class OperationGate : IDisposable
{
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>A gate that is open.</summary>
    /// <param name="parallelism">How many operations at the same time; at least 1.</param>
    public OperationGate(int parallelism) => _slots = new SemaphoreSlim(Math.Max(1, parallelism));

    /// <summary>Whether no operation begins any more.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Is cancelled when no operation begins any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Lets no more operations begin, and cuts off those under way after a while.</summary>
    public void Stop(TimeSpan grace)
    {
        _stop.Cancel();
        _abort.CancelAfter(grace);
    }

    /// <summary>Runs an operation when there is room.</summary>
    /// <param name="timeout">How long it may take; null for no limit.</param>
    /// <param name="operation">The operation.</param>
    /// <exception cref="ProviderException">The provider refuses.</exception>
    /// <exception cref="DeploymentException">It was cancelled, took too long, or the provider has a defect.</exception>
    public async Task<T> RunAsync<T>(TimeSpan? timeout, Func<CancellationToken, ValueTask<T>> operation)
    {
        try
        {
            await _slots.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            throw NotBegun();
        }

        // A place that became free just when the deployment was cancelled is not taken.
        if (IsStopped)
        {
            _slots.Release();
            throw NotBegun();
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_abort.Token);
        if (timeout is { } time) limit.CancelAfter(time);
        try
        {
            return await operation(limit.Token);
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            throw new DeploymentException(DeploymentErrorCodes.Cancelled,
                "The deployment was cancelled while this was under way; whether it was done is not known.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new DeploymentException(DeploymentErrorCodes.Timeout,
                $"It took longer than its custom timeout of {timeout}; whether it was done is not known.");
        }
        catch (Exception exception) when (exception is not ProviderException and not DeploymentException)
        {
            // A provider is other people's code: its defect is this resource's failure, not the end of the engine.
            throw new DeploymentException(DeploymentErrorCodes.InternalError,
                $"The provider failed unexpectedly: {exception.GetType().Name}: {exception.Message}", null, exception);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static DeploymentException NotBegun() =>
        new(DeploymentErrorCodes.Cancelled, "The deployment was cancelled before this began.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }
}
