using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Cli.Drift;
using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Cli.Tickets;
using MlopsInfra.Lifecycle;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Cli.Monitoring;

/// <summary><c>mlops monitor</c>: runs the monitoring pipeline, shows what it saw, and writes a breach down.</summary>
internal static class MonitorRun
{
    private const string TicketStep = "ticket";

    /// <summary>Runs it, and tells how it ended.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C: the job is not followed any more.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ExecuteAsync(MonitorSettings settings, CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(settings.Common, "monitor", output => RunAsync(settings, output, cancellationToken));

    private static async Task<LifecycleReport> RunAsync(MonitorSettings settings, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        // Where to write it down has to be known before hours of predictions are compared.
        using var tickets = TicketSystems.Of(settings.Open, Environment.GetEnvironmentVariable);
        await using var targets = await LifecycleTargets.OpenAsync(settings.Common, null, null, acts: true, output,
            cancellationToken);
        return await new FollowedRun(targets, output) { DryRun = settings.Common.DryRun }.ExecuteAsync(new TrainingRequest
        {
            Pipeline = MonitorSettings.Pipeline,
            Inputs = settings.Inputs,
            Again = settings.Again,
            Metadata = await GitCheckout.MetadataAsync(targets.ProjectDirectory, cancellationToken),
        }, ReportAsync, cancellationToken);

        async Task<LifecycleReport> ReportAsync(TrainingResult result)
        {
            if (!result.HasCompleted) return RunReports.Of(result);
            var monitored = await new MonitoringFiles(targets.Environment).ReadAsync(
                new MonitoredModel(result.Job, result.Job.Tag(LifecycleTags.Monitoring)), settings.Report, output.Note,
                cancellationToken);
            var ticket = monitored.IsBreach && tickets is not null
                ? await WriteDownAsync(tickets, new TicketText(settings.Common.Stack.Stack, monitored), output, cancellationToken)
                : null;
            return MonitorReports.Of(monitored, ticket);
        }
    }

    private static async Task<Ticket> WriteDownAsync(ITicketSystem tickets, TicketText text, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        output.Changed(new LifecycleStep(TicketStep, StepState.Running, tickets.Place));
        var ticket = await tickets.WriteAsync(text, cancellationToken);
        output.Changed(new LifecycleStep(TicketStep, ticket.What == TicketChange.None ? StepState.Kept : StepState.Done,
            $"{ticket.Address} {MonitorReports.Word(ticket.What)}"));
        return ticket;
    }
}
