using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

/// <summary>
/// A recurrence: every so many minutes, hours, days, weeks or months from its start; on days, in weeks and in months at the hours
/// and minutes (and on the days) of its pattern, where it has one ("CLI (v2) schedule YAML schema").
/// </summary>
/// <param name="trigger">The trigger.</param>
/// <param name="start">When it begins.</param>
/// <param name="zone">The zone of its hours.</param>
internal sealed class Recurrence(JsonObject trigger, DateTimeOffset start, TimeZoneInfo zone)
{
    // A day such as the 31st comes again within a few years, or never.
    private const int MostPeriods = 240;

    private readonly DateTime _start = TimeZoneInfo.ConvertTime(start, zone).DateTime;
    private readonly int _interval = (int)(trigger.Number("interval") ?? 1);

    /// <summary>The first time after another one; null for never.</summary>
    /// <param name="time">The other one.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        var frequency = trigger.Text("frequency")?.ToLowerInvariant();
        if (frequency is "minute" or "hour")
        {
            var span = (frequency == "minute" ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1)) * _interval;
            return time < start ? start : start + (Math.Floor((time - start) / span) + 1) * span;
        }

        var local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        // The change of clocks may put a time of the period before behind it.
        var period = Math.Max(0, PeriodsUntil(local, frequency!) / _interval - 1);
        for (var end = period + MostPeriods; period < end; period++)
        {
            foreach (var next in In(period * _interval, frequency!).Order().Select(each => ZoneTimes.At(each, zone)))
            {
                if (next > time && next >= start) return next;
            }
        }

        return null;
    }

    private int PeriodsUntil(DateTime time, string frequency) => frequency switch
    {
        "day" => (time.Date - _start.Date).Days,
        "week" => (Monday(time) - Monday(_start)).Days / 7,
        _ => (time.Year - _start.Year) * 12 + time.Month - _start.Month,
    };

    private IEnumerable<DateTime> In(int periods, string frequency) =>
        DaysIn(periods, frequency).SelectMany(day => Numbers("hours", _start.Hour)
            .SelectMany(hour => Numbers("minutes", _start.Minute).Select(minute => day.AddHours(hour).AddMinutes(minute))));

    private IEnumerable<DateTime> DaysIn(int periods, string frequency)
    {
        if (frequency == "day") return [_start.Date.AddDays(periods)];
        if (frequency == "week")
        {
            var days = (trigger.At("schedule.weekDays") as JsonArray ?? []).Select(day =>
                Enum.Parse<DayOfWeek>(day.AsText()!, ignoreCase: true)).DefaultIfEmpty(_start.DayOfWeek);
            return days.Select(day => Monday(_start).AddDays(7 * periods + FromMonday(day)));
        }

        var month = new DateTime(_start.Year, _start.Month, 1).AddMonths(periods);
        return Numbers("monthDays", _start.Day).Where(day => day <= DateTime.DaysInMonth(month.Year, month.Month))
            .Select(day => month.AddDays(day - 1));
    }

    private IEnumerable<int> Numbers(string name, int otherwise) =>
        (trigger.At($"schedule.{name}") as JsonArray ?? []).Select(number => (int)JsonNumbers.ToDouble(number!))
        .DefaultIfEmpty(otherwise);

    private static DateTime Monday(DateTime day) => day.Date.AddDays(-FromMonday(day.DayOfWeek));

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
