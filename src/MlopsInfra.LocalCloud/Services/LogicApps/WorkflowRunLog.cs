using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>
/// Logs how runs of workflows end (category <c>WorkflowRuntime</c>), where the workflow's diagnostic settings send it. Azure
/// writes names of resources in capitals there.
/// </summary>
/// <param name="telemetry">Where it goes.</param>
internal sealed class WorkflowRunLog(TelemetryStore telemetry)
{
    private const string Category = "WorkflowRuntime";

    /// <summary>Logs the end of a run.</summary>
    /// <param name="run">The run.</param>
    public void Write(WorkflowRun run)
    {
        var workflow = ResourceId.Parse(run.Source.Id);
        telemetry.AppendDiagnostics(workflow, Category, "AzureDiagnostics", new JsonObject
        {
            ["Category"] = Category,
            ["ResourceProvider"] = workflow.Type.Namespace.ToUpperInvariant(),
            ["ResourceType"] = "WORKFLOWS/RUNS",
            ["Resource"] = workflow.Name.ToUpperInvariant(),
            ["ResourceId"] = workflow.Value.ToUpperInvariant(),
            ["ResourceGroup"] = workflow.ResourceGroupName?.ToUpperInvariant(),
            ["SubscriptionId"] = workflow.SubscriptionId,
            ["OperationName"] = "Microsoft.Logic/workflows/workflowRunCompleted",
            ["Level"] = run.Error is null ? "Information" : "Error",
            ["status_s"] = run.Status,
            ["code_s"] = run.Error?.Code,
            ["error_code_s"] = run.Error?.Code,
            ["error_message_s"] = run.Error?.Message,
            ["resource_workflowName_s"] = workflow.Name,
            ["resource_runId_s"] = run.Name,
            ["startTime_t"] = CommonOutputs.Time(run.StartedAt),
            ["endTime_t"] = run.EndedAt is { } ended ? CommonOutputs.Time(ended) : null,
        });
    }
}
