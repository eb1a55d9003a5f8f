namespace MlopsInfra.LocalCloud.Rest.Faults;

/// <summary>
/// One thing that goes wrong on purpose, as in
/// <c>options.Faults.Add(Fault.Throttle(r => r.Method == "PUT" &amp;&amp; r.Path.Contains("/components/"), times: 2, retryAfter:
/// TimeSpan.FromSeconds(1)))</c>. A fault hits the first requests that its predicate picks, as often as it says, and then is
/// over.
/// </summary>
public sealed class Fault
{
    private int _left;

    private Fault(FaultKind kind, Func<RequestInfo, bool> when, int times)
    {
        ArgumentNullException.ThrowIfNull(when);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Kind = kind;
        When = when;
        _left = times;
    }

    internal FaultKind Kind { get; }

    internal Func<RequestInfo, bool> When { get; }

    internal int Status { get; private init; }

    internal string Code { get; private init; } = "";

    internal string Message { get; private init; } = "";

    internal TimeSpan? RetryAfter { get; private init; }

    /// <summary>429 <c>TooManyRequests</c>.</summary>
    /// <param name="when">Which requests.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="retryAfter">The Retry-After header; null for none.</param>
    public static Fault Throttle(Func<RequestInfo, bool> when, int times = 1, TimeSpan? retryAfter = null) =>
        new(FaultKind.Answer, when, times)
    {
        Status = 429,
        Code = "TooManyRequests",
        Message = "The request is being throttled as the limit has been reached for the operation type.",
        RetryAfter = retryAfter,
    };

    /// <summary>503 <c>ServiceUnavailable</c>.</summary>
    /// <param name="when">Which requests.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="retryAfter">The Retry-After header; null for none.</param>
    public static Fault Unavailable(Func<RequestInfo, bool> when, int times = 1, TimeSpan? retryAfter = null) =>
        new(FaultKind.Answer, when, times)
    {
        Status = 503,
        Code = "ServiceUnavailable",
        Message = "The service is temporarily unavailable. Try again later.",
        RetryAfter = retryAfter,
    };

    /// <summary>Any refusal, such as 403 <c>AuthorizationFailed</c> while a role assignment spreads.</summary>
    /// <param name="when">Which requests.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Azure's error code.</param>
    /// <param name="message">Azure's message.</param>
    /// <param name="times">How many requests.</param>
    public static Fault Refuse(Func<RequestInfo, bool> when, int status, string code, string message, int times = 1) =>
        new(FaultKind.Answer, when, times) { Status = status, Code = code, Message = message };

    /// <summary>The connection is cut: the request is not carried out and nothing is answered.</summary>
    /// <param name="when">Which requests.</param>
    /// <param name="times">How many of them.</param>
    public static Fault CutConnection(Func<RequestInfo, bool> when, int times = 1) => new(FaultKind.CutBefore, when, times);

    /// <summary>The connection is cut after the work was done: the client can't know whether it was.</summary>
    /// <param name="when">Which requests.</param>
    /// <param name="times">How many of them.</param>
    public static Fault LoseAnswer(Func<RequestInfo, bool> when, int times = 1) => new(FaultKind.CutAfter, when, times);

    /// <summary>The long-running operation that the request starts ends as <c>Failed</c> with this error.</summary>
    /// <param name="when">Which PUT, PATCH, POST or DELETE requests.</param>
    /// <param name="code">The error code in the operation's status document.</param>
    /// <param name="message">The message there.</param>
    /// <param name="times">How many requests.</param>
    public static Fault FailOperation(Func<RequestInfo, bool> when, string code, string message, int times = 1) =>
        new(FaultKind.FailOperation, when, times) { Code = code, Message = message };

    internal bool Take(RequestInfo request)
    {
        if (Volatile.Read(ref _left) <= 0 || !When(request)) return false;
        return Interlocked.Decrement(ref _left) >= 0;
    }
}
