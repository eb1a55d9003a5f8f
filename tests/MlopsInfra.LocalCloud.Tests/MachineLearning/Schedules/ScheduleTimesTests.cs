using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Schedules;

/// <summary>When schedules act.</summary>
public sealed class ScheduleTimesTests
{
    private static readonly string[] Frequencies = ["Minute", "Hour", "Day", "Week", "Month"];
    private static readonly DateTimeOffset Created = At("2026-03-02T07:20:30Z");

    // Created on Monday, 2026-03-02, at 07:20:30.
    public static readonly TheoryData<string, string, string> Cases = new()
    {
        { """{"triggerType":"Cron","expression":"15 2 * * 1-5"}""", "2026-03-06T00:00:00Z",
            "2026-03-06T02:15:00Z 2026-03-09T02:15:00Z" },
        // In their zone, also when its clocks change: 02:30 does not exist on the 29th of March, and is twice on the 25th of
        // October.
        { """{"triggerType":"Cron","expression":"30 2 * * *","timeZone":"W. Europe Standard Time"}""", "2026-03-28T00:00:00Z",
            "2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z" },
        { """{"triggerType":"Cron","expression":"30 2 * * *","timeZone":"W. Europe Standard Time"}""", "2026-10-24T12:00:00Z",
            "2026-10-25T00:30:00Z 2026-10-26T01:30:00Z" },
        { Days(1, "[2]", "[30]", "W. Europe Standard Time"), "2026-03-28T00:00:00Z",
            "2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z" },
        { Days(1, "[2]", "[30]", "W. Europe Standard Time"), "2026-10-24T12:00:00Z",
            "2026-10-25T00:30:00Z 2026-10-26T01:30:00Z" },
        // From the start to the end, both of them with it. A start without an offset is one of the zone.
        { """
            {"triggerType":"Cron","expression":"0 6 * * *","startTime":"2026-05-01 06:00:00","endTime":"2026-05-02T06:00:00Z"}
            """, "2026-03-02T00:00:00Z", "2026-05-01T06:00:00Z 2026-05-02T06:00:00Z never" },
        { """
            {"triggerType":"Recurrence","frequency":"Hour","interval":6,"startTime":"2026-05-01T00:00:00",
             "timeZone":"Tokyo Standard Time"}
            """, "2026-03-02T00:00:00Z", "2026-04-30T15:00:00Z 2026-04-30T21:00:00Z" },
        // Without a start from when it was made on, at its time of day.
        { """{"triggerType":"Recurrence","frequency":"Minute","interval":10}""", "2026-03-02T07:20:30Z",
            "2026-03-02T07:30:30Z 2026-03-02T07:40:30Z" },
        { Days(1, "[]", "[]"), "2026-03-02T12:00:00Z", "2026-03-03T07:20:00Z 2026-03-04T07:20:00Z" },
        { Days(2, "[10,4]", "[0,30]"), "2026-03-02T08:00:00Z",
            "2026-03-02T10:00:00Z 2026-03-02T10:30:00Z 2026-03-04T04:00:00Z 2026-03-04T04:30:00Z" },
        { """
            {"triggerType":"Recurrence","frequency":"Week","interval":2,
             "schedule":{"hours":[9],"minutes":[0],"weekDays":["friday","monday"]}}
            """, "2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z 2026-03-06T09:00:00Z 2026-03-16T09:00:00Z" },
        // A month without the day has no time.
        { """
            {"triggerType":"Recurrence","frequency":"Month","interval":1,"schedule":{"hours":[0],"minutes":[5],"monthDays":[31]}}
            """, "2026-03-02T08:00:00Z", "2026-03-31T00:05:00Z 2026-05-31T00:05:00Z" },
        { """
            {"triggerType":"Recurrence","frequency":"Month","interval":12,"startTime":"2026-02-01T00:00:00",
             "schedule":{"hours":[0],"minutes":[0],"monthDays":[30]}}
            """, "2026-03-02T08:00:00Z", "never" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_acts_at(string trigger, string after, string times)
    {
        var schedule = Times(trigger);
        var found = new List<string>();
        DateTimeOffset? time = At(after);
        while (found.Count < times.Split(' ').Length && time is not null)
        {
            time = schedule.NextAfter(time.Value);
            found.Add(time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never");
        }

        Assert.Equal(times, string.Join(' ', found));
    }

    [Fact]
    public void Times_follow_each_other_whatever_one_asks_from_and_none_is_left_out() =>
        Gen.Select(Gen.OneOf(Array.ConvertAll(Frequencies, Gen.Const)), Gen.Int[1, 5], Gen.Int[0, 23], Gen.Int[0, 59],
                Gen.Int[0, 60 * 24 * 400])
            .Sample((frequency, interval, hour, minute, later) =>
            {
                var schedule = Times($$"""
                    {"triggerType":"Recurrence","frequency":"{{frequency}}","interval":{{interval}},"timeZone":"Pacific Standard Time",
                    "schedule":{"hours":[{{hour}}],"minutes":[{{minute}}]} }
                    """);
                var time = Created.AddMinutes(later);
                var next = schedule.NextAfter(time)!.Value;
                Assert.True(next > time);
                Assert.Equal(next, schedule.NextAfter(next.AddTicks(-1)));
                Assert.Equal(next, schedule.LastBetween(time, next));
                Assert.Null(schedule.LastBetween(time, next.AddTicks(-1)));
            });

    private static string Days(int interval, string hours, string minutes, string zone = "UTC") => $$"""
        {"triggerType":"Recurrence","frequency":"Day","interval":{{interval}},"timeZone":"{{zone}}",
         "schedule":{"hours":{{hours}},"minutes":{{minutes}}} }
        """;

    private static ScheduleTimes Times(string trigger) => new(JsonNode.Parse(trigger)!.AsObject(), Created);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
