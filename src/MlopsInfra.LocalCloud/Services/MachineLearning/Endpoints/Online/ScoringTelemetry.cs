using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// Keeps the requests of endpoints as rows of <c>AppRequests</c>, of the component that the workspace names. They are written
/// beside the requests, which do not wait for them.
/// </summary>
internal sealed class ScoringTelemetry
{
    private readonly Channel<(string Component, JsonObject Row)> _rows =
        Channel.CreateUnbounded<(string, JsonObject)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CloudContext _cloud;

    public ScoringTelemetry(CloudContext cloud, TelemetryStore store, BackgroundWork background)
    {
        _cloud = cloud;
        background.Run(async cancellationToken =>
        {
            await foreach (var (component, row) in _rows.Reader.ReadAllAsync(cancellationToken))
                store.Append(component, "AppRequests", [row]);
        });
    }

    /// <summary>Keeps a request that was answered.</summary>
    /// <param name="plan">The deployment that it went to.</param>
    /// <param name="row">What is known of the request.</param>
    /// <param name="status">What it was answered with.</param>
    /// <param name="duration">How long it took.</param>
    public void Add(DeploymentPlan plan, JsonObject row, int status, TimeSpan duration)
    {
        if (plan.ComponentIn(_cloud) is not { } component) return;
        row["TimeGenerated"] = CommonOutputs.Time(_cloud.Now - duration);
        row["ResultCode"] = status.ToString(CultureInfo.InvariantCulture);
        row["Success"] = status < 400;
        row["DurationMs"] = Math.Round(duration.TotalMilliseconds, 3);
        _rows.Writer.TryWrite((component, row));
    }

    /// <summary>What is known of a request before it is answered.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plan">The deployment that it goes to.</param>
    /// <param name="path">Its path.</param>
    public static JsonObject RowOf(RestRequest request, DeploymentPlan plan, string path)
    {
        var id = request.Header("x-request-id") ?? "";
        return new JsonObject
        {
            ["Id"] = id,
            ["OperationId"] = id,
            ["OperationName"] = $"{request.Method} {path}",
            ["Name"] = $"{request.Method} {path}",
            ["Url"] = request.Absolute(request.Info.Path),
            ["AppRoleName"] = plan.RoleName,
            ["AppRoleInstance"] = plan.InstanceName,
            ["Properties"] = new JsonObject
            {
                ["endpoint"] = plan.Endpoint.Name,
                ["deployment"] = plan.Id.Name,
                ["model"] = plan.Model?.Id,
                ["requestId"] = id,
            },
        };
    }
}
