using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// A deployment as it runs. When it is changed, the process that answers goes on until the one in its place is ready.
/// </summary>
/// <param name="servers">Gets processes ready.</param>
/// <param name="agents">Take what they collect.</param>
/// <param name="host">Starts them.</param>
/// <param name="client">Probes them.</param>
/// <param name="telemetry">Keeps what they print.</param>
/// <param name="folder">The folder of the deployment.</param>
internal sealed class OnlineDeployment(ModelServers servers, CollectionAgents agents, WorkloadHost host, HttpClient client,
    ConsoleTelemetry telemetry, string folder) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();
    private int _attempt;
    private string? _lastLog;

    /// <summary>How far it is.</summary>
    public DeploymentState State => _state == DeploymentState.Ready && Serving is not { IsReady: true }
        ? DeploymentState.Restarting : _state;

    private volatile DeploymentState _state = DeploymentState.Starting;

    /// <summary>Why it failed; null if it did not.</summary>
    public DeploymentFailure? Failure { get; private set; }

    /// <summary>What answers; null for nothing.</summary>
    public DeploymentProcess? Serving { get; private set; }

    /// <summary>Takes what answers for a request, which has to leave it again; null for nothing.</summary>
    /// <param name="isFull">Whether it has as many requests as it may have without this one.</param>
    public DeploymentProcess? Enter(out bool isFull)
    {
        while (Serving is { } serving)
        {
            // One that was replaced in this moment takes none.
            if (serving.TryEnter(out isFull)) return serving;
        }

        isFull = false;
        return null;
    }

    /// <summary>What was to be started last.</summary>
    public string? Signature { get; set; }

    /// <summary>The start that was asked for last; ends with why it failed.</summary>
    public Task<DeploymentFailure?>? Started { get; set; }

    /// <summary>The last lines of its output.</summary>
    /// <param name="lines">How many at most.</param>
    public string Tail(int lines)
    {
        if (Serving is { } serving && _state != DeploymentState.Failed) return serving.Log.Tail(lines);
        return _lastLog is { } path && File.Exists(path) ? string.Join('\n', File.ReadLines(path).TakeLast(lines)) : "";
    }

    /// <summary>Starts it as planned, in place of what answers now.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>Why it failed; null if it answers.</returns>
    public async Task<DeploymentFailure?> StartAsync(DeploymentPlan plan, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        await _turn.WaitAsync(both.Token);
        try
        {
            _state = DeploymentState.Starting;
            var own = Path.Combine(folder, $"{++_attempt}");
            var log = new WorkloadLog(_lastLog = Path.Combine(own, "log.txt")) { Lines = telemetry.Of(plan) };
            Failure = await TryAsync(plan, own, log, both.Token);
            _state = Failure is null ? DeploymentState.Ready : DeploymentState.Failed;
            return Failure;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _turn.WaitAsync();
        try
        {
            _state = DeploymentState.Stopped;
            var serving = Serving;
            Serving = null;
            if (serving is not null) await serving.DisposeAsync();
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<DeploymentProcess> ProcessAsync(DeploymentPlan plan, string own, WorkloadLog log,
        CancellationToken cancellationToken)
    {
        var server = await servers.PrepareAsync(plan, own, log, cancellationToken);
        try
        {
            return new DeploymentProcess(await agents.AttachAsync(server, cancellationToken), host, client);
        }
        catch
        {
            server.Identity.Dispose();
            throw;
        }
    }

    private async Task<DeploymentFailure?> TryAsync(DeploymentPlan plan, string own, WorkloadLog log,
        CancellationToken cancellationToken)
    {
        DeploymentProcess? process = null;
        try
        {
            process = await ProcessAsync(plan, own, log, cancellationToken);
            if (await process.StartAsync(cancellationToken) is { } failure) return failure;
            var before = Serving;
            (Serving, process) = (process, null);
            if (before is not null) await before.RetireAsync();
            foreach (var earlier in Directory.EnumerateDirectories(folder).Where(earlier => earlier != own))
                Directory.Delete(earlier, recursive: true);
            return null;
        }
        catch (WorkloadException exception)
        {
            log.WriteLine(exception.Message);
            return DeploymentFailure.BadArgument(exception.Message);
        }
        finally
        {
            if (process is not null) await process.DisposeAsync();
            else if (Serving?.Log != log) log.Dispose();
        }
    }
}
