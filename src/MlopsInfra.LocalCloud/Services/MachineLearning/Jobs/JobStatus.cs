using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>The statuses of jobs (OpenAPI 2025-12-01, <c>JobStatus</c>).</summary>
internal static class JobStatus
{
    public const string NotStarted = "NotStarted";
    public const string Queued = "Queued";
    public const string Preparing = "Preparing";
    public const string Running = "Running";
    public const string Finalizing = "Finalizing";
    public const string CancelRequested = "CancelRequested";
    public const string Completed = "Completed";
    public const string Failed = "Failed";
    public const string Canceled = "Canceled";

    /// <summary>The status of a job; what it begins with where it says none.</summary>
    /// <param name="job">The job as a GET shows it.</param>
    public static string Of(JsonObject job) => job.Text("properties.status") ?? Preparing;

    /// <summary>Whether nothing comes after it.</summary>
    public static bool IsTerminal(string status) => status is Completed or Failed or Canceled;
}
