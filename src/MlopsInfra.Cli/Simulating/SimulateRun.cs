using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Lifecycle;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Simulating;

/// <summary><c>mlops local simulate</c>: traffic of many days, through what a stack serves on the local cloud.</summary>
internal static class SimulateRun
{
    /// <summary>Runs it, and tells how it ended.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C: what was sent stays.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ExecuteAsync(SimulationSettings settings, CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(new LifecycleSettings(settings.Stack) { Local = true }, "simulate",
            output => RunAsync(settings, output, cancellationToken));

    private static async Task<LifecycleReport> RunAsync(SimulationSettings settings, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        var stack = LocalStacks.Open(settings.Stack);
        // What is wrong with what was asked for is found before anything is opened.
        var traffic = Traffic(settings, stack, out var contract, out var until);
        var outputs = await LocalEnvironments.EnsureUpAsync(stack, new LifecycleSettings(settings.Stack), bringsUp: false,
            output, cancellationToken);
        await using var local = await LocalEnvironments.OpenAsync(stack, executes: true, cancellationToken);
        // A private endpoint's callers are inside, and so are those who know the outcomes.
        await local.EnterNetworkAsync(outputs, output, cancellationToken);
        var environment = new LifecycleEnvironment(stack.Name, local.Connection, outputs, output.Note);
        var served = await ServedModel.FindAsync(environment, cancellationToken);
        var labels = await LabelsAsync(environment, stack, contract, cancellationToken);
        var log = new WrittenLog(await StoreContainers.OpenAsync(environment, outputs.Datastores.Predictions, "predictions",
            cancellationToken));
        var run = new TrafficRun(traffic, settings, output);
        var result = await run.SendAsync(
            served, new TrafficSender(served, local.Connection, await TokenAsync(environment, served, cancellationToken)),
            new SimulationResult(served, traffic.From, until), cancellationToken);
        result = result with { Unlogged = await run.WaitAsync(log, result, cancellationToken) };
        if (settings.LabelDelay is { } delay)
        {
            var (written, waiting) = await LifecycleEnvironment.GuardAsync($"writing labels of {stack.Name}",
                () => labels.WriteAsync(traffic.Labels(contract.Label, delay), until, cancellationToken), cancellationToken);
            output.Changed(new LifecycleStep("labels", StepState.Done, $"{written} written, {waiting} wait for their time"));
            result = result with { Labels = written, Waiting = waiting };
        }

        return SimulationReports.Of(settings, result);
    }

    private static SimulatedTraffic Traffic(SimulationSettings settings, LocalStack stack, out DataContract contract,
        out DateTimeOffset until)
    {
        var pipelines = Path.Combine(stack.Project.Directory, "pipelines");
        contract = DataContract.Read(Path.Combine(pipelines, "dataset.yml"));
        foreach (var name in settings.Drift.Keys)
        {
            if (!contract.Features.TryGetValue(name, out var feature))
                throw SimulationSettings.Wrong($"--drift names '{name}', which is no feature. There are: "
                    + $"{string.Join(", ", contract.Features.Keys)}.");
            if (feature.IsCategory)
                throw SimulationSettings.Wrong($"--drift names '{name}', which is a category: only numbers have a standard "
                    + "deviation to be shifted by.");
        }

        var data = ReferenceData.Read(settings.Data ?? Path.Combine(pipelines, "training", "data"), contract);
        until = settings.Until ?? new DateTimeOffset(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero);
        return new SimulatedTraffic(contract, data, settings, until);
    }

    private static async Task<string?> TokenAsync(LifecycleEnvironment environment, ServedModel served,
        CancellationToken cancellationToken)
    {
        if (!served.IsOnline) return null;
        var (_, answer) = await LifecycleEnvironment.GuardAsync($"asking {served.Name} for a token",
            () => environment.Arm.SendAsync(Azure.Core.RequestMethod.Post,
                environment.InWorkspace($"onlineEndpoints/{served.Name}/token"), null, cancellationToken), cancellationToken);
        return (string?)answer?["accessToken"];
    }

    private static async Task<SimulatedLabels> LabelsAsync(LifecycleEnvironment environment, LocalStack stack,
        DataContract contract, CancellationToken cancellationToken) => new(
            await StoreContainers.OpenAsync(environment, environment.Outputs.Datastores.Labels, "labels", cancellationToken),
            Path.Combine(LocalClouds.Directory(stack), "simulation", $"{stack.Name}.labels.jsonl"), contract.Label);
}
