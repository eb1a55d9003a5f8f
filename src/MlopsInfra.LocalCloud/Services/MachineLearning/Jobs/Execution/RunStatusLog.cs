using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>
/// Logs how the status of runs changes (<c>AmlRunStatusChangedEvent</c>), where the workspace's diagnostic settings send it:
/// alerts and the workbook ask for failed runs there.
/// </summary>
/// <param name="telemetry">Where it goes.</param>
/// <param name="runs">Which run a step belongs to.</param>
internal sealed class RunStatusLog(TelemetryStore telemetry, JobRuns runs)
{
    private const string Table = "AmlRunStatusChangedEvent";

    /// <summary>Logs a new status.</summary>
    /// <param name="job">The job.</param>
    /// <param name="status">Its status.</param>
    /// <param name="message">Why it failed; null for nothing.</param>
    public void Write(ResourceId job, string status, string? message)
    {
        var run = runs.Find(job);
        var workspace = job.Parent!;
        telemetry.AppendDiagnostics(workspace, Table, Table, new JsonObject
        {
            ["OperationName"] = "Microsoft.MachineLearningServices/workspaces/jobs/write",
            ["Level"] = status == JobStatus.Failed ? "Error" : "Informational",
            ["Status"] = status,
            ["RunId"] = job.Name,
            ["RootRunId"] = run?.Root ?? job.Name,
            ["ParentRunId"] = run?.Parent,
            ["Message"] = message,
            ["WorkspaceName"] = workspace.Name,
        });
    }
}
