using Pulumirpc;

namespace Pulumi;

/// <summary>Sends messages side by side (protocol L5) and keeps the errors among them.</summary>
internal sealed class Logger(IEngine engine)
{
    private readonly object _gate = new();
    private readonly List<string> _errors = [];
    private readonly HashSet<Task> _pending = [];
    private Exception? _failure;

    /// <summary>The messages of severity ERROR so far.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_gate)
                return [.. _errors];
        }
    }

    public void Write(LogSeverity severity, string message, Resource? resource = null, int streamId = 0, bool ephemeral = false)
    {
        if (severity == LogSeverity.Error)
            lock (_gate)
                _errors.Add(message);
        var task = SendAsync(severity, message, resource, streamId, ephemeral);
        if (task.IsCompletedSuccessfully)
            return;
        lock (_gate)
            _pending.Add(task);
        task.ContinueWith(Finish, TaskScheduler.Default);
    }

    /// <summary>Waits until the engine has answered every message.</summary>
    /// <exception cref="LogException">One of them could not be delivered.</exception>
    public async Task DrainAsync()
    {
        while (TakePending() is { Length: > 0 } tasks)
            await Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default);
        if (_failure is not null)
            throw new LogException(_failure);
    }

    private Task[] TakePending()
    {
        lock (_gate)
            return [.. _pending];
    }

    private void Finish(Task task)
    {
        lock (_gate)
        {
            _pending.Remove(task);
            _failure ??= task.Exception?.InnerException;
        }
    }

    /// <summary>The URN is the resource's, once it has one (protocol L2); a resource that failed has none.</summary>
    private async Task SendAsync(LogSeverity severity, string message, Resource? resource, int streamId, bool ephemeral)
    {
        var urn = resource is null ? "" : await UrnOfAsync(resource);
        await engine.LogAsync(new LogRequest
        {
            Severity = severity,
            Message = message,
            Urn = urn,
            StreamId = streamId,
            Ephemeral = ephemeral,
        });
    }

    private static async Task<string> UrnOfAsync(Resource resource)
    {
        var data = resource.Urn.Data.AsTask();
        await data.ContinueWith(_ => { }, TaskScheduler.Default);
        return data.IsCompletedSuccessfully ? data.Result.Value : "";
    }
}
