namespace MlopsInfra.Components;

/// <summary>
/// The times of a cron expression of five fields (minute, hour, day of month, month, day of week) that a Logic App can keep:
/// every day, or on some days of the week, at the same minutes of the same hours. Numbers, lists (<c>1,15</c>), ranges
/// (<c>8-17</c>), steps (<c>*/15</c>) and names of days.
/// </summary>
/// <param name="Minutes">Minutes of the hour, ascending.</param>
/// <param name="Hours">Hours of the day, ascending.</param>
/// <param name="WeekDays">Days of the week, from Sunday on; empty for every day.</param>
internal sealed record CronSchedule(IReadOnlyList<int> Minutes, IReadOnlyList<int> Hours, IReadOnlyList<DayOfWeek> WeekDays)
{
    private const int Fields = 5;
    private const int DaysOfWeek = 7;

    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="schedule">Its times; null where there is a complaint.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Read(string expression, out CronSchedule? schedule)
    {
        schedule = null;
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields)
            return "a cron expression has five fields (minute, hour, day of month, month, day of week), as in '0 3 * * 1'; this "
                + $"has {fields.Length}.";
        if (fields[2] != "*" || fields[3] != "*") return "days of the month and months are not supported; write * for both.";
        if (Numbers(fields[0], 0, 59) is not { } minutes)
            return $"its minute '{fields[0]}' is wrong; allowed are 0 to 59, lists, ranges and steps.";
        if (Numbers(fields[1], 0, 23) is not { } hours)
            return $"its hour '{fields[1]}' is wrong; allowed are 0 to 23, lists, ranges and steps.";
        // 7 is Sunday as well.
        if (Numbers(Named(fields[4]), 0, DaysOfWeek) is not { } days)
            return $"its day of the week '{fields[4]}' is wrong; allowed are 0 (Sunday) to 6, SUN to SAT, lists, ranges and "
                + "steps.";
        var weekDays = days.Select(day => (DayOfWeek)(day % DaysOfWeek)).Distinct().Order().ToList();
        schedule = new CronSchedule(minutes, hours, weekDays.Count == DaysOfWeek ? [] : weekDays);
        return null;
    }

    private static string Named(string field) =>
        DayNames.Select((name, day) => (name, day))
            .Aggregate(field.ToUpperInvariant(), (text, entry) => text.Replace(entry.name, entry.day.ToString()));

    private static List<int>? Numbers(string field, int min, int max)
    {
        var numbers = new SortedSet<int>();
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var all] => (all, 1),
                [var all, var each] when int.TryParse(each, out var number) && number > 0 => (all, number),
                _ => ("", 0),
            };
            if (Ends(range, min, max) is not { } ends) return null;
            for (long number = ends.First; number <= ends.Last; number += step) numbers.Add((int)number);
        }

        return [.. numbers];
    }

    private static (int First, int Last)? Ends(string range, int min, int max)
    {
        if (range == "*") return (min, max);
        var ends = range.Split('-');
        return ends.Length <= 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last && first >= min && last <= max
            && first <= last ? (first, last) : null;
    }

    private static int? Number(string text) =>
        text.Length > 0 && text.All(char.IsAsciiDigit) && int.TryParse(text, out var number) ? number : null;
}
