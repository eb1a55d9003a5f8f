using MlopsInfra.Lifecycle.Testing;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>
/// Watches a release that has a part of the traffic: by what telemetry says of its requests, and by samples that are sent to it
/// meanwhile: from here where the endpoint can be reached, else from inside of its network.
/// </summary>
/// <param name="change">Knows whether somebody else changes the endpoint meanwhile.</param>
/// <param name="endpoint">The endpoint.</param>
/// <param name="state">What the release knows.</param>
internal sealed class ReleaseWatch(EndpointChange change, OnlineEndpoint endpoint, ReleaseState state)
{
    private const int Looks = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Watches until the time is over.</summary>
    /// <param name="percent">The release's share of the traffic.</param>
    /// <param name="since">Since when it has that.</param>
    /// <param name="goes">Is told how it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It fails, or is too slow.</exception>
    public async Task RunAsync(int percent, DateTimeOffset since, Action<string> goes, CancellationToken cancellationToken)
    {
        var options = state.Options;
        var until = options.Time.GetUtcNow() + options.Watch;
        var pause = TimeSpan.FromTicks(Math.Min(options.Watch.Ticks / Looks, LongestPause.Ticks));
        var telemetry = new RequestTelemetry(state.Target);
        if (state.Target.Outputs.IsPrivate) await AskInsideAsync(percent, cancellationToken);
        while (true)
        {
            await change.CheckAsync(cancellationToken);
            if (!state.Target.Outputs.IsPrivate) await AskAsync(percent, cancellationToken);
            var seen = await telemetry.OfAsync(state.Release!, since, cancellationToken);
            if (Problem(seen) is { } problem) throw await FailAsync(percent, problem, cancellationToken);
            goes($"{percent} %, {seen.Requests} requests seen, {seen.Failed} failed");
            var left = until - options.Time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                if (seen.Requests < options.MinRequests)
                    state.Progress.Note($"Telemetry shows {(seen.Requests == 0 ? "no traffic" : $"{seen.Requests} requests")} of "
                        + $"{state.Release} at {percent} %, fewer than the {options.MinRequests} that a judgement takes: the "
                        + $"release "
                        + "goes on without one. (Telemetry arrives after 3 to 5 min in Azure; --watch makes the watch longer.)");
                return;
            }

            await Task.Delay(left < pause ? left : pause, cancellationToken);
        }
    }

    private string? Problem(RequestCounts seen)
    {
        if (seen.Requests < state.Options.MinRequests) return null;
        if (seen.Failed > seen.Requests * state.Options.MaxErrors) return $"{seen.Failed} of {seen.Requests} requests failed";
        return seen.Latency > state.Options.MaxLatency
            ? $"of its {seen.Requests} requests {TestReport.TooSlow(seen.Latency.Value, state.Options.MaxLatency)}" : null;
    }

    // A run-once group takes a minute: once for each step.
    private async Task AskInsideAsync(int percent, CancellationToken cancellationToken)
    {
        var report = await new ProductionSmoke(endpoint, state).TestAsync(cancellationToken);
        if (!report.IsPassed) throw await FailAsync(percent, report.Text, cancellationToken);
    }

    private async Task AskAsync(int percent, CancellationToken cancellationToken)
    {
        var client = new ScoringClient(state.Target.Connection.Transport, endpoint.ScoringUri)
        {
            Token = await endpoint.TokenAsync(cancellationToken), Deployment = state.Release,
        };
        var report = await new SampleTest(client, await state.SamplesAsync(cancellationToken))
        {
            MaxLatency = state.Options.MaxLatency, Requests = state.Options.MinRequests,
        }.TimeAsync(cancellationToken);
        if (!report.IsPassed) throw await FailAsync(percent, report.Text, cancellationToken);
    }

    private async Task<LifecycleException> FailAsync(int percent, string problem, CancellationToken cancellationToken) =>
        new("WatchFailed", $"{state.Release} at {percent} % of the traffic: {problem}.")
        {
            Log = await endpoint.LogAsync(state.Release!, cancellationToken),
        };
}
