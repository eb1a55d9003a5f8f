namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>
/// Plays <c>kill -9</c>: after a number of requests that write, nothing is sent any more, and every request ends as no request of
/// Azure's ever does.
/// </summary>
internal sealed class KillingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // They ask, though by POST.
    private static readonly string[] Questions = ["/token", "/exchange", "/query", "/sharedKeys", "/score", "/getLogs",
        "/listLogSasUrl"];

    private int _writes;

    /// <summary>How many requests wrote since the last <see cref="Reset"/>.</summary>
    public int Writes => _writes;

    /// <summary>After how many of them it ends; null for never.</summary>
    public int? KillAfter { get; private set; }

    /// <summary>What was written, as in <c>PUT /subscriptions/…</c>.</summary>
    public List<string> Written { get; } = [];

    /// <summary>Begins anew.</summary>
    public void Reset(int? killAfter = null)
    {
        (_writes, KillAfter) = (0, killAfter);
        Written.Clear();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_writes >= KillAfter) throw new KilledException();
        var isWrite = request.Method != HttpMethod.Get && request.Method != HttpMethod.Head
            && !Array.Exists(Questions, each => request.RequestUri!.AbsolutePath.EndsWith(each, StringComparison.Ordinal));
        var answer = await base.SendAsync(request, cancellationToken);
        if (!isWrite) return answer;
        lock (Written) Written.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
        if (Interlocked.Increment(ref _writes) >= KillAfter) throw new KilledException();
        return answer;
    }
}
