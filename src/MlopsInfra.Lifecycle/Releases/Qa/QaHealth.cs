using MlopsInfra.Lifecycle.Testing;

namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>Waits until the release answers in its container group.</summary>
/// <param name="group">The group.</param>
/// <param name="options">How patient it is.</param>
internal sealed class QaHealth(QaGroup group, ReleaseOptions options)
{
    // A container that was started again so often does not come up; the first start may have been one of the release before.
    private const int Restarts = 3;

    /// <summary>Waits.</summary>
    /// <param name="release">The release.</param>
    /// <param name="sample">What it is asked; its answer has to name the release.</param>
    /// <param name="waiting">Is told how it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where it answers.</returns>
    /// <exception cref="LifecycleException">It does not start; has the last lines of its log.</exception>
    public async Task<Uri> WaitAsync(string release, Sample sample, Action<string> waiting, CancellationToken cancellationToken)
    {
        var until = options.Time.GetUtcNow() + options.StartLimit;
        var (before, last) = (group.View.Restarts, "it has no address yet");
        while (true)
        {
            await group.ReadAsync(cancellationToken);
            var view = group.View;
            if (view.Simulated is { } simulated) throw await FailAsync($"nothing runs: {simulated}", cancellationToken);
            if (view.Provisioning == "Failed") throw await FailAsync($"Azure could not start it "
                + $"({view.Events})", cancellationToken);
            if (view.Restarts >= Math.Min(before, Restarts) + Restarts && view.Container != "Running")
                throw await FailAsync($"the container ended {view.Restarts} times ({Exit(view)})", cancellationToken);
            if (view is { Address: { } address, Container: "Running" })
            {
                if (await ProblemAsync(address, release, sample, cancellationToken) is not { } problem) return address;
                last = problem;
            }
            else if (view.Address is not null)
            {
                last = $"the container is {view.Container ?? "on its way"} ({Exit(view)})";
            }

            if (options.Time.GetUtcNow() > until)
                throw await FailAsync($"it did not answer within {options.StartLimit.TotalSeconds:0} s: "
                    + $"{last}", cancellationToken);
            waiting(last);
            await Task.Delay(options.Pause, cancellationToken);
        }
    }

    private static async Task<string?> ProblemAsync(Uri address, string release, Sample sample,
        CancellationToken cancellationToken)
    {
        var client = new ScoringClient(null, new Uri(address, "score"));
        var health = await client.GetAsync("/", cancellationToken);
        if (health.Status != 200) return health.Status == 0 ? health.Text : $"GET / answers {health.Status}";
        var answer = await client.ScoreAsync(sample.Request, cancellationToken);
        // Until the new container has taken over, the one before answers.
        if (answer.Status == 200 && answer.Release is { } name && name != release) return $"the release {name} still answers";
        return answer.IsWarmingUp ? $"POST /score answers {answer.Status}" : null;
    }

    private static string Exit(GroupView view) => view.LastExitCode is { } code ? $"exit code {code}" : view.Detail;

    private async Task<LifecycleException> FailAsync(string why, CancellationToken cancellationToken) =>
        new("ReleaseNotHealthy", $"The container group {group.Name} does not run the release: {why}.")
        {
            Log = await group.LogAsync(cancellationToken),
        };
}
