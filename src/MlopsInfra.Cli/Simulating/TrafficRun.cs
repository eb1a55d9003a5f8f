using System.Diagnostics;
using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.Simulating;

/// <summary>Sends the traffic, a day after the other, several requests at once, and tells of it.</summary>
/// <param name="traffic">The traffic.</param>
/// <param name="settings">What is asked for.</param>
/// <param name="output">Is told.</param>
internal sealed class TrafficRun(SimulatedTraffic traffic, SimulationSettings settings, LifecycleOutput output)
{
    // The services of this machine answer on a few processes; more at once would only wait there.
    private const int AtOnce = 8;
    private const string Step = "traffic";
    private const string LogStep = "log";

    private readonly HashSet<string> _answered = [];

    /// <summary>Sends it.</summary>
    /// <param name="served">What is asked.</param>
    /// <param name="sender">Asks it.</param>
    /// <param name="result">What is known before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">The service refuses the first request: so it would all others.</exception>
    public async Task<SimulationResult> SendAsync(ServedModel served, TrafficSender sender, SimulationResult result,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        output.Changed(new LifecycleStep(Step, StepState.Running,
            $"{settings.Days} days to {served.Releases} at {served.Score}"));
        for (var day = 1; day <= settings.Days; day++)
        {
            var requests = traffic.Day(day);
            // The first one alone: what is refused for a reason of its form would be refused each time.
            var tried = day == 1 ? 1 : 0;
            if (tried > 0) await TryAsync(sender, requests[0], cancellationToken);
            var (answered, failed, first) = (tried, 0, result.FirstFailure);
            await Parallel.ForEachAsync(requests.Skip(tried), new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken,
            }, async (request, token) =>
            {
                var (status, answer) = await sender.SendAsync(request, token);
                if (status != 200 && Interlocked.Increment(ref failed) == 1) first ??= $"{request.Id}: {status} {answer}";
                if (status != 200) return;
                Interlocked.Increment(ref answered);
                lock (_answered) _answered.Add(request.Id);
            });
            result = result with { Answered = result.Answered + answered, Failed = result.Failed + failed, FirstFailure = first };
            output.Changed(new LifecycleStep(Step, StepState.Running,
                $"day {day} of {settings.Days}: {result.Answered} answered"
                    + (result.Failed > 0 ? $", {result.Failed} failed" : "")));
        }

        output.Changed(new LifecycleStep(Step, result.Failed > 0 ? StepState.Failed : StepState.Done,
            $"{result.Answered} requests answered by {served.Releases}") { Duration = watch.Elapsed });
        return result;
    }

    /// <summary>Waits until the services have logged what they answered.</summary>
    /// <param name="log">The log of predictions.</param>
    /// <param name="result">What was sent.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many answers never came into the log.</returns>
    public async Task<int> WaitAsync(WrittenLog log, SimulationResult result, CancellationToken cancellationToken)
    {
        var (watch, all) = (Stopwatch.StartNew(), _answered.Count);
        var missing = await log.WaitAsync(_answered, result.From, result.Until, left => output.Changed(
            new LifecycleStep(LogStep, StepState.Running, "the services write their logs")), cancellationToken);
        output.Changed(new LifecycleStep(LogStep, missing > 0 ? StepState.Failed : StepState.Done,
            $"{all - missing} of {all} predictions are in the log") { Duration = watch.Elapsed });
        return missing;
    }

    private async Task TryAsync(TrafficSender sender, SimulatedRequest request, CancellationToken cancellationToken)
    {
        var (status, answer) = await sender.SendAsync(request, cancellationToken);
        _answered.Add(request.Id);
        if (status != 200)
        {
            throw new CliException(ExitCode.Failed, "RequestRefused",
                $"The service refuses the first request ({(status == 0 ? "no answer" : status)}): {answer}");
        }
    }
}
