using System.Text.Json;
using MlopsInfra.Cli.Output;

namespace MlopsInfra.Cli.Doctor;

/// <summary>Tells what the checks found.</summary>
internal static class DoctorReport
{
    /// <summary>One line for a check, and one for its mend.</summary>
    public static IEnumerable<string> Lines(DoctorCheck check)
    {
        var word = check.Status switch
        {
            CheckStatus.Ok => "ok",
            CheckStatus.Missing => "MISSING",
            _ => "skipped",
        };
        yield return $"  {word,-8} {check.Name,-19} {check.Message}";
        if (check.Mend is { } mend) yield return $"  {"",-8} {"",-19} -> {mend}";
    }

    /// <summary>The last line.</summary>
    public static string Summary(IReadOnlyCollection<DoctorCheck> checks) =>
        $"{Count(checks, CheckStatus.Ok)} ok, {Count(checks, CheckStatus.Missing)} missing, {Count(checks, CheckStatus.Skipped)} "
            + "skipped";

    /// <summary>The JSON document.</summary>
    public static void WriteJson(Stream stream, string? stack, IReadOnlyCollection<DoctorCheck> checks)
    {
        using var json = new Utf8JsonWriter(stream, JsonStyle.Indented);
        json.WriteStartObject();
        json.WriteString("stack", stack);
        json.WriteString("operation", "doctor");
        json.WriteStartArray("checks");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("status", Name(check.Status));
            json.WriteString("message", check.Message);
            if (check.Mend is { } mend) json.WriteString("mend", mend);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("summary");
        foreach (var status in Enum.GetValues<CheckStatus>()) json.WriteNumber(Name(status), Count(checks, status));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Name(CheckStatus status) => status.ToString().ToLowerInvariant();

    private static int Count(IReadOnlyCollection<DoctorCheck> checks, CheckStatus status) =>
        checks.Count(check => check.Status == status);
}
