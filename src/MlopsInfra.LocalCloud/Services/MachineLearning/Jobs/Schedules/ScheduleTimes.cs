using System.Globalization;
using System.Text.Json.Nodes;
using Cronos;
using MlopsInfra.LocalCloud.Json;
using TimeZoneConverter;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

/// <summary>
/// When a schedule acts, by its <c>trigger</c> alone: what is late once is not late for ever. Times without an offset are those
/// of its zone.
/// </summary>
/// <param name="trigger">The trigger, as it was taken.</param>
/// <param name="created">When the schedule was made: from then on it recurs where it has no start of its own.</param>
internal sealed class ScheduleTimes(JsonObject trigger, DateTimeOffset created)
{
    private readonly TimeZoneInfo _zone = TZConvert.GetTimeZoneInfo(trigger.Text("timeZone") switch
    {
        null or "" or "Coordinated Universal Time" => "UTC",
        var name => name,
    });

    /// <summary>The first time after another one; null for never again.</summary>
    /// <param name="time">The other one.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        var start = Time("startTime");
        // The start itself is the first time of a recurrence without a pattern.
        if (start is { } first && time < first) time = first.AddTicks(-1);
        var next = "Cron".Equals(trigger.Text("triggerType"), StringComparison.OrdinalIgnoreCase)
            ? Cron()?.GetNextOccurrence(time, _zone)
            : new Recurrence(trigger, start ?? created, _zone).NextAfter(time);
        return next?.ToUniversalTime() is { } found && (Time("endTime") is not { } end || found <= end) ? found : null;
    }

    /// <summary>The last time in a span; null for none in it.</summary>
    /// <param name="after">What comes after this time,</param>
    /// <param name="until">and not after this one.</param>
    public DateTimeOffset? LastBetween(DateTimeOffset after, DateTimeOffset until)
    {
        DateTimeOffset? last = null;
        while (NextAfter(last ?? after) is { } next && next <= until) last = next;
        return last;
    }

    // A request with an expression that is none is refused; what came into the store past that has no times.
    private CronExpression? Cron() =>
        trigger.Text("expression") is { } text && CronExpression.TryParse(text, out var cron) ? cron : null;

    private DateTimeOffset? Time(string name)
    {
        if (trigger.Text(name) is not { Length: > 0 } text) return null;
        var time = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return time.Kind == DateTimeKind.Unspecified ? ZoneTimes.At(time, _zone) : new DateTimeOffset(time.ToUniversalTime());
    }
}
