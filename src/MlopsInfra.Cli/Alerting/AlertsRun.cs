using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;
using MlopsInfra.Cli.Targets;

namespace MlopsInfra.Cli.Alerting;

/// <summary><c>mlops local alerts</c>: the alert rules of a stack, each evaluated once, by Azure's own requests.</summary>
internal static class AlertsRun
{
    private const string Rules = "providers/Microsoft.Insights/scheduledQueryRules?api-version=2023-12-01";
    private const string MetricRules = "providers/Microsoft.Insights/metricAlerts?api-version=2018-03-01";

    /// <summary>Evaluates them and tells the user.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>0: none would fire; 1: some could not be evaluated; 3: some would fire.</returns>
    public static async Task<int> ExecuteAsync(StackSettings settings, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings, isPreview: true);
        try
        {
            var alerts = await EvaluateAsync(settings, cancellationToken);
            Report.Print(settings.Json, AlertsReport.Lines(settings.Stack, alerts),
                stream => AlertsReport.WriteJson(stream, settings.Stack, alerts));
            if (alerts.Any(alert => alert.State == AlertState.Fires)) return (int)ExitCode.AlertFires;
            return (int)(alerts.Any(alert => alert.State == AlertState.Failed) ? ExitCode.Failed : ExitCode.Done);
        }
        catch (Exception exception)
        {
            return await CommandRun.FailAsync(output, exception);
        }
    }

    private static async Task<IReadOnlyList<EvaluatedAlert>> EvaluateAsync(StackSettings settings,
        CancellationToken cancellationToken)
    {
        await using var stack = await StackQueries.OpenAsync(settings, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var alerts = new List<EvaluatedAlert>();
        foreach (var rule in await stack.Arm.ListAsync($"{stack.Group}/{Rules}", cancellationToken))
            alerts.AddRange(await new LogAlertEvaluation(stack.Arm, rule, now).RunAsync(cancellationToken));
        foreach (var rule in await stack.Arm.ListAsync($"{stack.Group}/{MetricRules}", cancellationToken))
            alerts.Add(await new MetricAlertEvaluation(stack.Arm, rule, now).RunAsync(cancellationToken));
        return [.. alerts.OrderBy(alert => alert.State).ThenBy(alert => alert.Name, StringComparer.Ordinal)];
    }
}
