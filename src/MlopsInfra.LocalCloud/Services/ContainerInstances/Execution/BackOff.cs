namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>How long is waited before the next attempt: 10 s, then twice as long each time, 5 minutes at most.</summary>
internal sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    private TimeSpan _next = First;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        var wait = _next;
        _next = _next * 2 < Most ? _next * 2 : Most;
        return wait;
    }

    /// <summary>Begins anew, after it went well for long enough.</summary>
    public void Reset() => _next = First;
}
