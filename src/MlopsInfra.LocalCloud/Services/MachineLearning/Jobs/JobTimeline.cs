using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// How a job's status moves: one step after every GET of the job, so that who waits for it sees each and waits for none.
/// </summary>
internal static class JobTimeline
{
    public const string First = JobStatus.Preparing;

    /// <summary>Says of a job, or of a deployment, that it is simulated.</summary>
    /// <param name="properties">Its <c>properties</c>, to be changed.</param>
    public static void Mark(JsonObject properties)
    {
        if (properties["properties"] is not JsonObject more) properties["properties"] = more = [];
        more["localcloud.simulated"] = "true";
    }

    /// <summary>What comes after a status; the status itself where nothing does.</summary>
    /// <param name="status">The status now.</param>
    /// <param name="fails">Whether the run is to fail.</param>
    public static string After(string status, bool fails) => status switch
    {
        JobStatus.NotStarted => First,
        First => JobStatus.Running,
        JobStatus.Running => fails ? JobStatus.Failed : JobStatus.Completed,
        _ => status,
    };
}
