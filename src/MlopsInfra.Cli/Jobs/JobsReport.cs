using System.Globalization;
using System.Text.Json;
using MlopsInfra.Cli.Output;

namespace MlopsInfra.Cli.Jobs;

/// <summary>Tells which jobs, or which steps of a job, there are.</summary>
internal static class JobsReport
{
    /// <summary>The lines: one for each job, and one for why it failed.</summary>
    /// <param name="what">Whose they are, as in <c>Stack dev has no jobs.</c></param>
    /// <param name="jobs">The jobs.</param>
    public static IEnumerable<string> Lines(string what, IReadOnlyCollection<ListedJob> jobs)
    {
        if (jobs.Count == 0) yield return what;
        var (names, states) = (Report.Width(jobs, job => job.Name), Report.Width(jobs, StateOf));
        foreach (var job in jobs)
        {
            var started = job.Started?.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture) ?? "-";
            var took = job.Duration is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s") : "-";
            yield return $"  {job.Name.PadRight(names)}  {StateOf(job).PadRight(states)}  {started}  {took}";
            if (job.Error is { } error) yield return $"    {error}";
        }
    }

    /// <summary>The JSON document.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="of">The job whose steps they are; null for jobs.</param>
    /// <param name="jobs">The jobs.</param>
    public static void WriteJson(Stream stream, string stack, string? of, IReadOnlyCollection<ListedJob> jobs)
    {
        using var json = new Utf8JsonWriter(stream, JsonStyle.Indented);
        json.WriteStartObject();
        json.WriteString("stack", stack);
        json.WriteString("operation", "jobs");
        if (of is not null) json.WriteString("job", of);
        json.WriteStartArray(of is null ? "jobs" : "steps");
        foreach (var job in jobs)
        {
            json.WriteStartObject();
            json.WriteString("name", job.Name);
            if (job.Job is { } name) json.WriteString("job", name);
            json.WriteString("status", job.Status);
            if (job.Started is { } started) json.WriteString("started", started);
            if (job.Duration is { } time) json.WriteNumber("seconds", Math.Round(time.TotalSeconds, 3));
            if (job.IsSimulated) json.WriteBoolean("simulated", true);
            if (job.IsReused) json.WriteBoolean("reused", true);
            if (job.Error is { } error) json.WriteString("error", error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string StateOf(ListedJob job) =>
        job.Status + (job.IsSimulated ? " (simulated)" : job.IsReused ? " (reused)" : "");
}
