using System.Globalization;
using System.Text.Json.Nodes;
using Cronos;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Schedules;

/// <summary>Reads when a schedule acts.</summary>
internal static class TriggerReader
{
    private static readonly string[] Frequencies = ["minute", "hour", "day", "week", "month"];
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The value of <c>trigger</c>; null, with an error, if there is none.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? Read(YamlMap schedule, string what)
    {
        if (schedule.Map("trigger") is not { } trigger)
        {
            if (!schedule.Has("trigger")) schedule.Error(schedule.Location, $"{what} needs 'trigger'");
            return null;
        }

        var content = trigger.OneOf("type", "cron", "recurrence") switch
        {
            "cron" => new JsonObject { ["triggerType"] = "Cron", ["expression"] = Cron(trigger) },
            "recurrence" => Recurrence(trigger),
            _ => null,
        };
        if (content is null)
        {
            if (!trigger.Has("type")) trigger.Error(trigger.Location, "'trigger' needs 'type': cron, recurrence");
            return null;
        }

        content.With("startTime", Time(trigger, "start_time")).With("endTime", Time(trigger, "end_time"));
        content["timeZone"] = trigger.Text("time_zone") ?? "UTC";
        trigger.NoOthers("a trigger");
        return content;
    }

    private static string Cron(YamlMap trigger)
    {
        var expression = trigger.Required("expression", "a cron trigger");
        if (expression.Length > 0 && !CronExpression.TryParse(expression, CronFormat.Standard, out _))
        {
            trigger.Error(trigger.At("expression"),
                $"'{expression}' is no cron expression; it has five fields: minute, hour, day of month, month, day of week, "
                + "as in \"15 2 * * 1-5\"");
        }

        return expression;
    }

    private static JsonObject Recurrence(YamlMap trigger)
    {
        var frequency = trigger.OneOf("frequency", Frequencies);
        if (!trigger.Has("frequency"))
            trigger.Error(trigger.Location, $"a recurrence trigger needs 'frequency': {string.Join(", ", Frequencies)}");
        var interval = trigger.Required("interval", "a recurrence trigger");
        if (interval.Length > 0 && (!int.TryParse(interval, CultureInfo.InvariantCulture, out var count) || count < 1))
            trigger.Error(trigger.At("interval"), $"'interval' is '{interval}'; expected a whole number from 1");
        return new JsonObject
        {
            ["triggerType"] = "Recurrence",
            ["frequency"] = frequency,
            ["interval"] = int.TryParse(interval, CultureInfo.InvariantCulture, out var every) ? every : 1,
            // Without a pattern it acts at the time of day at which it starts.
            ["schedule"] = trigger.Map("schedule") is { } pattern ? Pattern(pattern)
                : new JsonObject { ["hours"] = new JsonArray(), ["minutes"] = new JsonArray() },
        };
    }

    private static JsonObject Pattern(YamlMap pattern)
    {
        foreach (var key in new[] { "hours", "minutes" })
            if (!pattern.Has(key)) pattern.Error(pattern.Location, $"a recurrence pattern needs '{key}'");
        var content = new JsonObject
        {
            ["hours"] = Numbers(pattern, "hours", 0, 23),
            ["minutes"] = Numbers(pattern, "minutes", 0, 59),
        };
        if (pattern.Has("month_days")) content["monthDays"] = Numbers(pattern, "month_days", 1, 31);
        if (pattern.Has("week_days")) content["weekDays"] = WeekDays(pattern);
        pattern.NoOthers("a recurrence pattern");
        return content;
    }

    private static JsonArray WeekDays(YamlMap pattern)
    {
        var days = new JsonArray();
        foreach (var (text, location) in OneOrMore(pattern, "week_days"))
        {
            var day = text.ToLowerInvariant();
            if (Days.Contains(day)) days.Add(day);
            else pattern.Error(location, $"'week_days' holds '{text}'; allowed: {string.Join(", ", Days)}");
        }

        return days;
    }

    private static JsonArray Numbers(YamlMap pattern, string key, int least, int greatest)
    {
        var numbers = new JsonArray();
        foreach (var (text, location) in OneOrMore(pattern, key))
        {
            if (int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest)
                numbers.Add(number);
            else
                pattern.Error(location, $"'{key}' holds '{text}'; expected whole numbers from {least} to {greatest}");
        }

        return numbers;
    }

    private static IEnumerable<(string Text, SourceLocation Location)> OneOrMore(YamlMap pattern, string key) =>
        pattern.Node(key) switch
        {
            YamlSequenceNode list => list.Children.Select(item => (TextOf(item), pattern.At(item))),
            { } one => [(TextOf(one), pattern.At(one))],
            null => [],
        };

    private static string TextOf(YamlNode node) => node is YamlScalarNode scalar ? YamlScalar.AsLiteral(scalar) : node.ToString();

    /// <summary>
    /// A time in the form that Microsoft's client sends, which is Python's. One without quotes is a time of YAML, which that
    /// client refuses; the service is told the same of both.
    /// </summary>
    private static string? Time(YamlMap trigger, string key)
    {
        if (trigger.Node(key) is not { } node) return null;
        var text = node is YamlScalarNode scalar ? YamlScalar.Text(scalar).Trim() : "";
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && text.Length >= "2025-01-31".Length && text[4] == '-')
        {
            var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "2025-01-31".Length;
            var fraction = time.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : "'.'ffffff";
            return time.ToString($"yyyy-MM-dd HH:mm:ss{fraction}{(hasOffset ? "zzz" : "")}", CultureInfo.InvariantCulture);
        }

        trigger.Error(trigger.At(key), $"'{key}' is '{text}'; expected a time, as in \"2025-01-31T06:00:00\"");
        return null;
    }
}
