using CsCheck;

namespace MlopsInfra.Components.Tests.Components;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 3 * * 1", "0", "3", "Monday")]
    [InlineData("*/20 8-10 * * MON-WED", "0 20 40", "8 9 10", "Monday Tuesday Wednesday")]
    [InlineData("5,35 0 * * *", "5 35", "0", "")]
    [InlineData("0 22 * * 6,7", "0", "22", "Sunday Saturday")]
    [InlineData("0 10-20/5 * * sun", "0", "10 15 20", "Sunday")]
    public void Times_are_read(string expression, string minutes, string hours, string days)
    {
        Assert.Null(CronSchedule.Read(expression, out var schedule));
        Assert.Equal((minutes, hours, days),
            (string.Join(' ', schedule!.Minutes), string.Join(' ', schedule.Hours), string.Join(' ', schedule.WeekDays)));
    }

    [Theory]
    [InlineData("0 3 * *", "this has 4")]
    [InlineData("@daily", "this has 1")]
    [InlineData("60 3 * * *", "minute '60'")]
    [InlineData("-1 3 * * *", "minute '-1'")]
    [InlineData("0 24 * * *", "hour '24'")]
    [InlineData("0 17-8 * * *", "hour '17-8'")]
    [InlineData("0 */0 * * *", "hour '*/0'")]
    [InlineData("0 3 * * 8", "day of the week '8'")]
    [InlineData("0 3 * * FUN", "day of the week 'FUN'")]
    [InlineData("0 3 1 * *", "days of the month")]
    [InlineData("0 3 * 6 *", "months")]
    [InlineData("0 3,, * * *", "hour '3,,'")]
    public void What_is_wrong_is_said(string expression, string complaint)
    {
        Assert.Contains(complaint, CronSchedule.Read(expression, out var schedule));
        Assert.Null(schedule);
    }

    [Fact]
    public void A_step_beyond_all_minutes_takes_the_first()
    {
        Assert.Null(CronSchedule.Read("30-59/2147483647 3 * * *", out var schedule));
        Assert.Equal([30], schedule!.Minutes);
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_is_within_its_limits() =>
    Gen.String[Gen.Char["0123456789*/,- MONSUAFRID"], 0, 30].Sample(text =>
        CronSchedule.Read(text, out var schedule) is { } complaint
            ? schedule is null && complaint.Length > 0
            : schedule!.Minutes.Count > 0 && schedule.Minutes.All(minute => minute is >= 0 and <= 59)
                && schedule.Hours.Count > 0 && schedule.Hours.All(hour => hour is >= 0 and <= 23) && schedule.WeekDays.Count < 7);
}
