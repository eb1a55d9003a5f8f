using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// Sends copies of requests to the deployment that an endpoint's <c>mirrorTraffic</c> names. Nobody waits for its answers, and
/// they are dropped.
/// </summary>
internal sealed class TrafficMirror(OnlineDeployments deployments, ModelProxy proxy, ScoringTelemetry telemetry,
    BackgroundWork background)
{
    /// <summary>Sends a copy, if chance wants it by the share that is mirrored.</summary>
    /// <param name="request">The request; its body can be read again afterwards.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="path">The path behind the endpoint's name.</param>
    public async Task CopyAsync(RestRequest request, StoredResource endpoint, string path)
    {
        if (Draw(endpoint) is not { } name
            || deployments.Find(ResourceId.Parse(endpoint.Key).Child("deployments", name))
                ?.Enter(out var isFull) is not { } process)
            return;
        var isSent = false;
        try
        {
            // What it can't take is not kept for later.
            if (isFull || !process.IsReady) return;
            var http = request.Http;
            http.Request.EnableBuffering();
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            http.Request.Body.Position = 0;
            // The request is gone when its own answer is.
            var message = ModelProxy.CopyOf(http, path + request.Info.Query, process, body.ToArray());
            var row = process.Plan.SendsTelemetry ? ScoringTelemetry.RowOf(request, process.Plan, path) : null;
            isSent = true;
            background.Run(cancellationToken => SendAsync(message, process, row, cancellationToken));
        }
        finally
        {
            if (!isSent) process.Leave();
        }
    }

    private async Task SendAsync(HttpRequestMessage message, DeploymentProcess process, JsonObject? row,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var status = await proxy.SendCopyAsync(message, process, cancellationToken);
            if (row is not null) telemetry.Add(process.Plan, row, status, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            process.Leave();
            message.Dispose();
        }
    }

    private static string? Draw(StoredResource endpoint) =>
        (endpoint.Body.At("properties.mirrorTraffic") as JsonObject)?.FirstOrDefault() is { Key: { } name,
            Value: JsonValue share }
            && Random.Shared.NextDouble() * 100 < JsonNumbers.ToDouble(share) ? name : null;
}
