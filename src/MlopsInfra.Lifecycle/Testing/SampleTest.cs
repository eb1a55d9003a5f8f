using System.Diagnostics;

namespace MlopsInfra.Lifecycle.Testing;

/// <summary>
/// Tests a scoring service: each sample has to be answered as expected, then a number of requests without an error and within the
/// latency that is allowed.
/// </summary>
/// <param name="client">Asks the service.</param>
/// <param name="samples">What it is asked.</param>
internal sealed class SampleTest(ScoringClient client, IReadOnlyList<Sample> samples)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How many requests are timed, after the samples. Default: 20.</summary>
    public int Requests { get; init; } = 20;

    /// <summary>The greatest latency of 95 of 100 requests.</summary>
    public required TimeSpan MaxLatency { get; init; }

    /// <summary>How long a service may be warming up.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TestReport> RunAsync(CancellationToken cancellationToken)
    {
        List<string> failures = [];
        var started = Stopwatch.GetTimestamp();
        foreach (var sample in samples)
        {
            ScoringAnswer answer;
            while (true)
            {
                answer = await client.ScoreAsync(sample.Request, cancellationToken);
                if (answer.Status == sample.Status || !answer.IsWarmingUp || Stopwatch.GetElapsedTime(started) > WarmUp) break;
                await Task.Delay(Pause, cancellationToken);
            }

            if (Problem(sample, answer) is { } problem) failures.Add($"sample '{sample.Name}': {problem}");
        }

        return failures.Count > 0 ? new TestReport(samples.Count, failures, null) : await TimeAsync(cancellationToken);
    }

    /// <summary>Sends the requests that are timed, and no others.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TestReport> TimeAsync(CancellationToken cancellationToken)
    {
        List<TimeSpan> durations = [];
        List<string> errors = [];
        var good = samples.Where(sample => sample.Status == 200).ToList();
        for (var request = 0; good.Count > 0 && request < Requests; request++)
        {
            var sample = good[request % good.Count];
            var answer = await client.ScoreAsync(sample.Request, cancellationToken);
            durations.Add(answer.Duration);
            if (Problem(sample, answer) is { } problem) errors.Add(problem);
        }

        List<string> failures = [];
        if (errors.Count > 0) failures.Add($"{errors.Count} of {durations.Count} requests failed, the first one: {errors[0]}");
        var latency = TestReport.P95(durations);
        if (latency > MaxLatency) failures.Add(TestReport.TooSlow(latency.Value, MaxLatency));
        return new TestReport(samples.Count, failures, latency);
    }

    private static string? Problem(Sample sample, ScoringAnswer answer) => answer.Status == 0
        ? $"no answer ({answer.Text})" : sample.Check(answer.Status, answer.Body, answer.Text);
}
