using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.Cli.Simulating;

/// <summary>
/// The requests of a number of days: drawn from reference data, with the rhythm of a working day, and shifted from a day on. The
/// same settings make the same requests with the same ids, and a day does not depend on how many there are around it.
/// </summary>
/// <param name="contract">What the data looks like.</param>
/// <param name="reference">What is drawn from.</param>
/// <param name="settings">What is asked for.</param>
/// <param name="until">When the last day ends.</param>
internal sealed class SimulatedTraffic(DataContract contract, ReferenceData reference, SimulationSettings settings,
    DateTimeOffset until)
{
    private const int IdLength = 16;

    // How busy each hour of a day is (UTC): a third of noon at night.
    private static readonly double[] Busy =
        [.. Enumerable.Range(0, 24).Select(hour => 1 + (0.5 * Math.Sin((hour - 7.5) * Math.PI / 12)))];

    /// <summary>When the first day begins.</summary>
    public DateTimeOffset From => until.AddDays(-settings.Days);

    /// <summary>The requests of a day, in the order of their times.</summary>
    /// <param name="day">The day, counted from 1.</param>
    public IReadOnlyList<SimulatedRequest> Day(int day)
    {
        var begin = From.AddDays(day - 1);
        var random = new Random(SeedOf(begin));
        var isShifted = day >= settings.DriftFrom;
        var times = Enumerable.Range(0, settings.Requests).Select(_ => TimeIn(begin, random)).Order().ToList();
        return [.. times.Select(time => Request(time, isShifted, random))];
    }

    /// <summary>The outcomes of all of them, where they are known.</summary>
    /// <param name="name">Name of the label.</param>
    /// <param name="delay">How long after a request they become known.</param>
    public IEnumerable<SimulatedLabel> Labels(string name, TimeSpan delay) =>
        from day in Enumerable.Range(1, settings.Days)
        from request in Day(day)
        from label in request.Labels.Select((text, row) => (Text: text, Row: row))
        where label.Text is not null && Numbers.TryRead(label.Text, out _)
        select new SimulatedLabel(request.Id, label.Row, request.Time + delay, name,
            double.Parse(label.Text, CultureInfo.InvariantCulture));

    private SimulatedRequest Request(DateTimeOffset time, bool isShifted, Random random)
    {
        var rows = Enumerable.Range(0, settings.Rows)
            .Select(_ => reference.Rows[random.Next(reference.Rows.Count)]).ToList();
        var body = new JsonObject { ["data"] = new JsonArray([.. rows.Select(row => Row(row, time, isShifted))]) };
        var text = Encoding.UTF8.GetBytes($"{time:O}\n{body.ToJsonString()}");
        var id = $"sim-{Convert.ToHexStringLower(SHA256.HashData(text))[..IdLength]}";
        return new SimulatedRequest(id, time, body, [.. rows.Select(row => row.Label)]);
    }

    private JsonObject Row(ReferenceRow row, DateTimeOffset time, bool isShifted)
    {
        var content = new JsonObject();
        foreach (var (name, feature) in contract.Features)
            content[name] = row.Values.TryGetValue(name, out var text) ? Value(name, feature, text, isShifted) : null;
        foreach (var (name, type) in contract.Columns)
        {
            if (name == contract.Time) content[name] = Moment(row.Values.GetValueOrDefault(name), time);
            else if (row.Values.TryGetValue(name, out var text))
                content[name] = type != "string" && Numbers.TryRead(text, out var number) ? number : text;
        }

        return content;
    }

    private JsonValue Value(string name, ContractFeature feature, string text, bool isShifted)
    {
        if (!feature.IsNumber || !Numbers.TryRead(text, out var number)) return JsonValue.Create(text);
        if (isShifted && settings.Drift.TryGetValue(name, out var shift))
        {
            number = Math.Round(number + (shift * reference.Spreads[name]), Math.Min(reference.Digits[name], 15));
            number = Math.Max(feature.Minimum ?? number, Math.Min(feature.Maximum ?? number, number));
        }

        return feature.Type == "integer" || (feature.IsCategory && number == Math.Floor(number))
            ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    // A reading is taken when it is sent, and written as those of the reference are.
    private static string Moment(string? asWritten, DateTimeOffset time) => time.ToString(
        asWritten is { Length: > 10 } ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset TimeIn(DateTimeOffset begin, Random random)
    {
        // The hour by its weight, then any moment of it.
        var left = random.NextDouble() * Busy.Sum();
        var hour = 0;
        while (hour < 23 && left >= Busy[hour]) left -= Busy[hour++];
        var offset = TimeSpan.FromHours((hour - begin.Hour + 24) % 24) + TimeSpan.FromMilliseconds(random.Next(3_600_000));
        var time = begin.AddMinutes(-begin.Minute).AddSeconds(-begin.Second).AddMilliseconds(-begin.Millisecond) + offset;
        // A day that does not begin with an hour has the rest of that hour at its end.
        return time < begin ? time.AddDays(1) : time;
    }

    private int SeedOf(DateTimeOffset begin)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{settings.Seed} {begin:O} {settings.Requests} {settings.Rows}");
        return BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
