using System.CommandLine;
using System.CommandLine.Parsing;
using MlopsInfra.Cli.Lifecycle;

namespace MlopsInfra.Cli.Monitoring;

/// <summary><c>mlops monitor STACK</c>.</summary>
internal static class MonitorCommand
{
    private static readonly string[] OwnInputs = ["days", "until"];

    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new LifecycleOptions(acts: true);
        var days = new Option<string?>("--days")
        {
            HelpName = "N", Description = "How many days of predictions are looked at. Default: what the pipeline says, 1.",
        };
        var until = new Option<string?>("--until")
        {
            HelpName = "TIME", Description = "When they end, as in 2026-11-30T00:00:00Z. Default: now.",
        };
        var inputs = new PairsOption("--input", "A value for an input of the pipeline, as in start_training=true.");
        var report = new Option<string?>("--report") { HelpName = "FILE", Description = "Save the report, a page of HTML." };
        var open = new Option<string?>("--open")
        {
            HelpName = "github|azure-devops",
            Description = "Write a breach down, once: as an issue of the repository or a work item of the project that the CI "
                + "system's variables name.",
        };
        open.AcceptOnlyFromAmong("github", "azure-devops");
        var again = new Option<bool>("--again") { Description = "Compare once more what was compared already." };
        var command = options.CreateCommand("monitor",
            "Compare what the model in use was asked, and what became of it, with the data that it was trained on.",
            days, until, inputs.Option, report, open, again);
        command.Validators.Add(result => Check(result, inputs));
        command.SetAction((parsed, cancellationToken) => MonitorRun.ExecuteAsync(new MonitorSettings(options.Read(parsed))
        {
            Inputs =
            [
                .. parsed.GetValue(days) is { } length ? [new("days", length)] : (KeyValuePair<string, string>[])[],
                .. parsed.GetValue(until) is { } end ? [new("until", end)] : (KeyValuePair<string, string>[])[],
                .. inputs.Read(parsed),
            ],
            Report = parsed.GetValue(report),
            Open = parsed.GetValue(open),
            Again = parsed.GetValue(again),
        }, cancellationToken));
        return command;
    }

    private static void Check(CommandResult result, PairsOption inputs)
    {
        var said = result.GetResult(inputs.Option)?.Tokens.Select(token => token.Value.Split('=')[0]) ?? [];
        foreach (var name in said.Intersect(OwnInputs, StringComparer.Ordinal))
            result.AddError($"--input {name}: say --{name}.");
    }
}
