using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Work that goes on after its request was answered: deliveries of events, runs of workflows. Ends with the server.
/// </summary>
/// <param name="failed">Is told of what ended with an exception that nobody expected.</param>
internal sealed class BackgroundWork(Action<Exception> failed) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, Task> _running = new();
    private long _last;

    /// <summary>Starts work.</summary>
    /// <param name="work">The work; its token is cancelled when the server ends.</param>
    public void Run(Func<CancellationToken, Task> work)
    {
        var number = Interlocked.Increment(ref _last);
        var token = _stop.Token;
        var task = Task.Run(() => GuardAsync(work, token), CancellationToken.None);
        _running[number] = task;
        task.ContinueWith(_ => _running.TryRemove(number, out var _), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends all work, and waits until it has ended.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken token)
    {
        try
        {
            await work(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The server ends; what was under way ends with it.
        }
        catch (Exception exception)
        {
            failed(exception);
        }
    }
}
