using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>
/// The hosts that telemetry is sent to: ingestion of Application Insights, live metrics, and OTLP. On loopback the path says
/// which requests are meant.
/// </summary>
/// <param name="track">Envelopes.</param>
/// <param name="otlp">OTLP.</param>
internal sealed class IngestionPlane(TrackRoutes track, OtlpRoutes otlp) : IDataPlane
{
    private const string LiveMetrics = "/QuickPulseService.svc/";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var (host, path) = (request.Info.Host, request.Info.Path);
        if (!AzureHosts.IsTelemetry(host) && !AzureHosts.IsLoopback(host)) return false;
        if (request.Method == "POST" && path is "/v2/track" or "/v2.1/track")
        {
            await track.HandleAsync(request);
            return true;
        }

        if (path.StartsWith(LiveMetrics, StringComparison.OrdinalIgnoreCase))
        {
            await AnswerPingAsync(request);
            return true;
        }

        if (await otlp.TryHandleAsync(request)) return true;
        if (AzureHosts.IsLoopback(host)) return false;
        await request.AnswerAsync(404);
        return true;
    }

    // Nobody looks at live metrics here: the client goes on pinging, and sends nothing.
    private static Task AnswerPingAsync(RestRequest request)
    {
        request.Http.Response.Headers["x-ms-qps-subscribed"] = "false";
        return request.AnswerAsync(200, new JsonObject());
    }
}
