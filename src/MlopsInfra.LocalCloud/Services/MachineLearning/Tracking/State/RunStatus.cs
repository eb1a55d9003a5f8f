namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>The words that MLflow has for the state of a run.</summary>
internal static class RunStatus
{
    public const string Running = "RUNNING";
    public const string Scheduled = "SCHEDULED";
    public const string Finished = "FINISHED";
    public const string Failed = "FAILED";
    public const string Killed = "KILLED";

    private static readonly string[] All = [Running, Scheduled, Finished, Failed, Killed];

    /// <summary>Whether it is one of the words.</summary>
    public static bool IsKnown(string? word) => All.Contains(word);

    /// <summary>The word for the status of a job.</summary>
    public static string OfJob(string status) => status switch
    {
        "NotStarted" or "Queued" or "Preparing" or "Provisioning" or "Starting" or "Scheduled" => Scheduled,
        "Completed" => Finished,
        "Failed" or "NotResponding" => Failed,
        "Canceled" => Killed,
        _ => Running,
    };
}
