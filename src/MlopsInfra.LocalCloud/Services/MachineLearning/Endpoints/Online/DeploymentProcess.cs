using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>The process of a deployment: started, asked by probes, and started again when it ends or is silent.</summary>
/// <param name="server">What is started.</param>
/// <param name="host">What starts it.</param>
/// <param name="client">What probes ask with.</param>
internal sealed class DeploymentProcess(ModelServer server, WorkloadHost host, HttpClient client) : IAsyncDisposable
{
    private const int FailedInInit = 3;
    private const int Attempts = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private IWorkload? _workload;
    private Task _supervised = Task.CompletedTask;
    private int _requests;
    private int _retired;

    /// <summary>The deployment.</summary>
    public DeploymentPlan Plan => server.Plan;

    /// <summary>The port that it listens at.</summary>
    public int Port { get; private set; }

    /// <summary>Whether it answers.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Its output.</summary>
    public WorkloadLog Log => server.Log;

    /// <summary>Keeps it from ending until the request is answered; false if another one has taken its place.</summary>
    /// <param name="isFull">Whether it has as many requests as it may have without this one.</param>
    public bool TryEnter(out bool isFull)
    {
        isFull = Interlocked.Increment(ref _requests) > Plan.MostRequests;
        if (Volatile.Read(ref _retired) == 0) return true;
        Leave();
        return false;
    }

    /// <summary>A request was answered.</summary>
    public void Leave() => Interlocked.Decrement(ref _requests);

    /// <summary>Ends it, once its last request is answered.</summary>
    public async Task RetireAsync()
    {
        Interlocked.Exchange(ref _retired, 1);
        for (var end = DateTime.UtcNow + Plan.RequestTimeout; Volatile.Read(ref _requests) > 0 && DateTime.UtcNow < end;)
            await Task.Delay(20);
        await DisposeAsync();
    }

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>Why it failed; null if it is ready.</returns>
    public async Task<DeploymentFailure?> StartAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        for (var attempt = 1; ; attempt++)
        {
            var (failure, exitCode) = await TryStartAsync(both.Token);
            if (failure is null)
            {
                _supervised = SuperviseAsync();
                return null;
            }

            // What init() did wrong once it does wrong again; a port may have been taken meanwhile, and memory be free again.
            if (exitCode is null or FailedInInit || attempt == Attempts) return failure;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        IsReady = false;
        await _stop.CancelAsync();
        await _supervised;
        if (_workload is not null) await _workload.StopAsync();
        if (server.Agent is { } agent) await agent.DisposeAsync();
        server.Identity.Dispose();
        server.Log.Dispose();
        _stop.Dispose();
    }

    private async Task<(DeploymentFailure? Failure, int? ExitCode)> TryStartAsync(CancellationToken cancellationToken)
    {
        if (server.Port is { } asked && !LoopbackPorts.IsFree(asked))
            return (DeploymentFailure.BadArgument($"The port {asked} of the container is taken on this machine."), null);
        Port = server.Port ?? LoopbackPorts.Free();
        var workload = _workload = await host.StartAsync(server.At(Port), cancellationToken);
        var end = DateTime.UtcNow + Plan.Readiness.Patience;
        var pause = TimeSpan.FromMilliseconds(20);
        string last;
        do
        {
            if ((last = await ProbeAsync(server.ReadinessPath, Plan.Readiness.Timeout, cancellationToken)) == "")
            {
                IsReady = true;
                return (null, null);
            }

            await Task.WhenAny(workload.Exit, Task.Delay(pause, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (workload.Exit.IsCompleted)
            {
                var code = await workload.Exit;
                return (DeploymentFailure.Crashed(Plan, server.Log, code), code);
            }

            pause = TimeSpan.FromMilliseconds(Math.Min(250, pause.TotalMilliseconds * 1.5));
        }
        while (DateTime.UtcNow < end);
        await workload.StopAsync();
        return (DeploymentFailure.NotReady(Plan, server.Log, last), null);
    }

    private async Task SuperviseAsync()
    {
        try
        {
            for (var pause = TimeSpan.FromMilliseconds(100); ; pause = Min(pause * 2, LongestPause))
            {
                var why = await UntilItFailsAsync();
                IsReady = false;
                await _workload!.StopAsync();
                server.Log.WriteLine($"{why}. The server is started again.");
                await Task.Delay(pause, _stop.Token);
                await TryStartAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The deployment ends.
        }
        catch (WorkloadException exception)
        {
            server.Log.WriteLine(exception.Message);
        }
    }

    private async Task<string> UntilItFailsAsync()
    {
        for (var failures = 0; failures < Plan.Liveness.FailureThreshold;)
        {
            var exit = _workload!.Exit;
            if (await Task.WhenAny(exit, Task.Delay(Plan.Liveness.Period, _stop.Token)) == exit)
                return $"The server ended with the exit code {await exit}";
            _stop.Token.ThrowIfCancellationRequested();
            failures = await ProbeAsync(server.LivenessPath, Plan.Liveness.Timeout, _stop.Token) == "" ? 0 : failures + 1;
        }

        return "The liveness probe failed too often";
    }

    // Empty where it answered; else what went wrong.
    private async Task<string> ProbeAsync(string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{Port}{path}"), limit.Token);
            return answer.IsSuccessStatusCode ? "" : $"HTTP probe failed with statuscode: {(int)answer.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            return $"HTTP probe failed: {exception.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"HTTP probe got no answer in {timeout.TotalSeconds:0} seconds";
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
