namespace MlopsInfra.Lifecycle.Runs;

/// <summary>The statuses of jobs (OpenAPI 2025-12-01, <c>JobStatus</c>).</summary>
internal static class JobState
{
    public const string Completed = "Completed";

    private static readonly string[] Ended = [Completed, "Failed", "Canceled", "NotResponding"];
    private static readonly string[] Early =
        ["NotStarted", "Queued", "Preparing", "Provisioning", "Starting", "Paused", "Unknown", "Scheduled"];

    /// <summary>Whether nothing comes after it.</summary>
    public static bool HasEnded(string status) => Ended.Contains(status, StringComparer.OrdinalIgnoreCase);

    /// <summary>How a step with this status is.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isReused">Whether it took the outputs of an earlier one.</param>
    public static StepState Of(string status, bool isReused) => status switch
    {
        Completed => isReused ? StepState.Kept : StepState.Done,
        "Failed" or "NotResponding" => StepState.Failed,
        "Canceled" => StepState.Skipped,
        _ => Early.Contains(status, StringComparer.OrdinalIgnoreCase) ? StepState.Waiting : StepState.Running,
    };
}
