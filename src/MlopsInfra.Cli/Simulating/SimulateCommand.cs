using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Simulating;

/// <summary><c>mlops local simulate STACK</c>.</summary>
internal static class SimulateCommand
{
    private const string NoLabels = "never";
    private const int MostDays = 366;

    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var days = new Option<int>("--days")
        {
            HelpName = "N", Description = "How many days of traffic.", Required = true,
            CustomParser = result => WholeNumber.Read(result, "--days", 1, MostDays),
        };
        var until = new Option<DateTimeOffset?>("--until")
        {
            HelpName = "TIME",
            Description = "When the last day ends, as in 2026-11-30 or 2026-11-30T12:00:00Z (UTC unless it says otherwise). "
                + "Default: the last midnight.",
            CustomParser = result => Time(result),
        };
        var drift = new Option<string[]>("--drift")
        {
            HelpName = "FEATURE=SHIFT",
            Description = "Shift a feature by so many of its standard deviations, as in temperature_c=1.5. Repeatable.",
        };
        var driftFrom = new Option<int>("--drift-from")
        {
            HelpName = "DAY", Description = "The first day that is shifted, counted from 1. Default: 1.",
            DefaultValueFactory = _ => 1, CustomParser = result => WholeNumber.Read(result, "--drift-from", 1, MostDays),
        };
        var delay = new Option<TimeSpan?>("--label-delay")
        {
            HelpName = "TIME",
            Description = "How long after a request its outcome is known, as in 2d, 12h or 30m, or never. Default: 2d.",
            CustomParser = result => Delay(result), DefaultValueFactory = _ => TimeSpan.FromDays(2),
        };
        var requests = Number("--requests", 200, 100_000, "Requests in a day.");
        var rows = Number("--rows", 1, 1000, "Rows in a request.");
        var data = new Option<string?>("--data")
        {
            HelpName = "PATH",
            Description = "A CSV file, or a folder of them, that rows are drawn from, with their outcomes. Default: "
                + "pipelines/training/data beside Pulumi.yaml.",
        };
        var seed = new Option<int>("--seed")
        {
            HelpName = "N", Description = "What the draw follows from. Default: 1.", DefaultValueFactory = _ => 1,
        };
        var command = options.CreateCommand("simulate",
            "Send synthetic traffic of many days through what the stack serves on the local cloud, with the times that it would "
                + "have, and write the outcomes that have become known since.",
            days, until, drift, driftFrom, delay, requests, rows, data, seed);
        command.Validators.Add(result => Check(result, days, driftFrom));
        command.SetAction((parsed, cancellationToken) => SimulateRun.ExecuteAsync(
            new SimulationSettings(options.Read(parsed), parsed.GetValue(days))
            {
                Until = parsed.GetValue(until),
                Drift = DriftOption.Read(parsed.GetValue(drift) ?? []),
                DriftFrom = parsed.GetValue(driftFrom),
                LabelDelay = parsed.GetValue(delay),
                Requests = parsed.GetValue(requests),
                Rows = parsed.GetValue(rows),
                Data = parsed.GetValue(data),
                Seed = parsed.GetValue(seed),
            }, cancellationToken));
        drift.Validators.Add(DriftOption.Check);
        return command;
    }

    private static Option<int> Number(string name, int usual, int most, string description) => new(name)
    {
        HelpName = "N", Description = $"{description} Default: {usual}.", DefaultValueFactory = _ => usual,
        CustomParser = result => WholeNumber.Read(result, name, 1, most),
    };

    private static void Check(CommandResult result, Option<int> days, Option<int> driftFrom)
    {
        if (result.GetResult(days) is { Errors: var wrong } && !wrong.Any()
            && result.GetResult(driftFrom) is { Implicit: false, Errors: var errors } && !errors.Any()
            && result.GetValue(driftFrom) > result.GetValue(days))
            result.AddError("--drift-from names a day after the last one: it is counted from 1 up to --days.");
    }

    private static DateTimeOffset? Time(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        result.AddError($"--until '{text}' is no time; write it as in 2026-11-30 or 2026-11-30T12:00:00Z.");
        return null;
    }

    private static TimeSpan? Delay(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text == NoLabels) return null;
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= 10_000)
        {
            switch (text[^1])
            {
                case 'd': return TimeSpan.FromDays(number);
                case 'h': return TimeSpan.FromHours(number);
                case 'm': return TimeSpan.FromMinutes(number);
            }
        }

        result.AddError($"--label-delay '{text}' is no time; write a whole number with d, h or m, as in 2d, or {NoLabels}.");
        return null;
    }
}
