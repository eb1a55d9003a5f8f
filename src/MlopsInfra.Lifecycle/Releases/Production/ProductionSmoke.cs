using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Testing;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>
/// Tests a deployment past the endpoint's traffic: from here where the endpoint can be reached, else by the image's own command
/// in a run-once group of the environment's network.
/// </summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="state">What the release knows.</param>
internal sealed class ProductionSmoke(OnlineEndpoint endpoint, ReleaseState state)
{
    /// <summary>Tests.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It is not as expected; has the last lines of the deployment's log.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var clock = new StepClock(state.Progress, ProductionSteps.Smoke,
            state.Target.Outputs.IsPrivate ? "by a run-once group" : $"{endpoint.ScoringUri}");
        try
        {
            var report = await LifecycleEnvironment.GuardAsync($"testing {state.Release} past the traffic of {endpoint.Name}",
                () => TestAsync(cancellationToken), cancellationToken);
            state.Tests = report;
            if (!report.IsPassed)
                throw new LifecycleException("SmokeTestFailed", $"{state.Release} failed past the traffic: {report.Text}.")
                {
                    Log = await endpoint.LogAsync(state.Release!, cancellationToken),
                };
            clock.Done(report.Text);
        }
        catch (LifecycleException exception)
        {
            throw clock.Failed(exception);
        }
    }

    /// <summary>Tests, and tells nobody how it goes on.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<TestReport> TestAsync(CancellationToken cancellationToken) =>
        state.Target.Outputs.IsPrivate ? InsideAsync(cancellationToken) : OutsideAsync(cancellationToken);

    private async Task<TestReport> OutsideAsync(CancellationToken cancellationToken)
    {
        var client = new ScoringClient(state.Target.Connection.Transport, endpoint.ScoringUri)
        {
            Token = await endpoint.TokenAsync(cancellationToken), Deployment = state.Release,
        };
        return await new SampleTest(client, await state.SamplesAsync(cancellationToken))
        {
            MaxLatency = state.Options.MaxLatency, Requests = state.Options.Requests, WarmUp = state.Options.WarmUp,
        }.RunAsync(cancellationToken);
    }

    private async Task<TestReport> InsideAsync(CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>
        {
            ["SMOKE_URL"] = endpoint.ScoringUri.AbsoluteUri, ["SMOKE_DEPLOYMENT"] = state.Release!,
            ["AZURE_CLIENT_ID"] = state.Target.Outputs.ScoringIdentityClientId ?? "",
        };
        var secrets = new Dictionary<string, string> { ["SMOKE_TOKEN"] = await endpoint.TokenAsync(cancellationToken) };
        var (code, log) = await new RunOnceGroup(state.Target, state.Options).RunAsync($"smoke-{state.Release}", state.ImageName,
            ["python", "-m", "inside", "smoke"], variables, secrets, cancellationToken);
        return Read(code, log);
    }

    private TestReport Read(int code, IReadOnlyList<string> log)
    {
        var lines = log.Select(Parse).OfType<JsonObject>().ToList();
        var summary = lines.LastOrDefault(line => line["passed"]?.GetValueKind() == JsonValueKind.Number);
        List<string> failures = [.. lines.Where(line => line["passed"]?.GetValueKind() == JsonValueKind.False)
            .Select(line => $"sample '{line["sample"]}': {line["reason"]}")];
        if (failures.Count == 0 && (code != 0 || summary is null))
            failures.Add($"the command 'inside smoke' ended with exit code {code}: {string.Join(" | ", log.TakeLast(5))}");
        var samples = Count(summary?["passed"]) + Count(summary?["failed"]);
        TimeSpan? latency = summary?["p95Ms"] is JsonValue value && value.TryGetValue(out double p95)
            && p95 is >= 0 and < int.MaxValue
            ? TimeSpan.FromMilliseconds(p95) : null;
        if (latency > state.Options.MaxLatency)
            failures.Add(TestReport.TooSlow(latency.Value, state.Options.MaxLatency));
        return new TestReport(samples, failures, latency);
    }

    private static int Count(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int count) ? count : 0;

    private static JsonNode? Parse(string line)
    {
        try
        {
            return line.StartsWith('{') ? StrictJson.Parse(line) : null;
        }
        catch (JsonException)
        {
            // What libraries print beside it.
            return null;
        }
    }
}
