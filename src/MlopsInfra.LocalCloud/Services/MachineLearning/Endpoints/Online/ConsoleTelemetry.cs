using System.Text.Json.Nodes;
using System.Threading.Channels;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// Keeps what deployments print, beside the processes, which do not wait for it. As in Azure, what the entry script prints and
/// what its <c>run()</c> raises are rows of <c>AppTraces</c> and <c>AppExceptions</c> of the workspace's component where the
/// deployment has <c>appInsightsEnabled</c>, and each line is a row of <c>AmlOnlineEndpointConsoleLog</c> where a diagnostic
/// setting of the endpoint sends it.
/// </summary>
internal sealed class ConsoleTelemetry
{
    private const string ConsoleLog = "AmlOnlineEndpointConsoleLog";

    private readonly Channel<(DeploymentPlan Plan, DateTimeOffset At, IReadOnlyList<string> Lines)> _batches =
        Channel.CreateUnbounded<(DeploymentPlan, DateTimeOffset, IReadOnlyList<string>)>(
            new UnboundedChannelOptions { SingleReader = true });

    private readonly CloudContext _cloud;
    private readonly TelemetryStore _store;

    public ConsoleTelemetry(CloudContext cloud, TelemetryStore store, BackgroundWork background)
    {
        (_cloud, _store) = (cloud, store);
        background.Run(async cancellationToken =>
        {
            await foreach (var (plan, at, lines) in _batches.Reader.ReadAllAsync(cancellationToken)) Keep(plan, at, lines);
        });
    }

    /// <summary>Takes the lines of a deployment.</summary>
    /// <param name="plan">The deployment.</param>
    public Action<IReadOnlyList<string>> Of(DeploymentPlan plan) =>
        lines => _batches.Writer.TryWrite((plan, _cloud.Now, lines));

    private void Keep(DeploymentPlan plan, DateTimeOffset at, IReadOnlyList<string> lines)
    {
        _store.AppendDiagnostics(plan.Endpoint, ConsoleLog, ConsoleLog, lines.Select(line => new JsonObject
        {
            ["TimeGenerated"] = CommonOutputs.Time(at),
            ["OperationName"] = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/log",
            ["InstanceId"] = plan.InstanceName,
            ["DeploymentName"] = plan.Id.Name,
            ["ContainerName"] = "inference-server",
            ["Message"] = line,
        }));
        if (!plan.SendsTelemetry || plan.HasOwnServer || plan.ComponentIn(_cloud) is not { } component) return;
        var records = ConsoleRecord.Read(lines);
        _store.Append(component, "AppTraces",
            [.. records.Where(record => record.IsPrinted).Select(record => Printed(record.Message, Row(plan, at)))]);
        _store.Append(component, "AppExceptions", [.. records.Where(record => record.IsException).Select(record =>
            ExceptionRow.Of(Raised(record.Message), Row(plan, at)))]);
    }

    private static JsonObject Row(DeploymentPlan plan, DateTimeOffset at) => new()
    {
        ["TimeGenerated"] = CommonOutputs.Time(at),
        ["AppRoleName"] = plan.RoleName,
        ["AppRoleInstance"] = plan.InstanceName,
        ["Properties"] = new JsonObject
        {
            ["endpoint"] = plan.Endpoint.Name,
            ["deployment"] = plan.Id.Name,
            ["model"] = plan.Model?.Id,
        },
    };

    private static JsonObject Printed(string message, JsonObject row)
    {
        row["Message"] = message;
        row["SeverityLevel"] = 1;
        return row;
    }

    // As the inference server sends it.
    private static JsonObject Raised(string message) => new()
    {
        ["severityLevel"] = 3,
        ["exceptions"] = new JsonArray(new JsonObject
        {
            ["typeName"] = "UserScriptException",
            ["message"] = "Caught an unhandled exception from the user script",
            ["hasFullStack"] = true,
            ["stack"] = message["Encountered Exception: ".Length..],
        }),
    };
}
