using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>The address of an online endpoint: who may call it, which deployment answers, and with what.</summary>
internal sealed class OnlineScoring(OnlineDeployments deployments, ModelProxy proxy, TrafficMirror mirror,
    ScoringTelemetry telemetry,
    EndpointTokens endpointTokens, LocalTokenIssuer tokens, IAccessControl access, TimeProvider time)
{
    private const string Score = OnlineEndpointResource.TypeName + "/score/action";
    private const string DeploymentHeader = "azureml-model-deployment";
    private const string RequestId = "x-request-id";

    /// <summary>Whether deployments are executed, so that there is something to answer.</summary>
    public bool Answers => deployments.Executes;

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="path">The path behind its name, as in <c>/score</c>.</param>
    public async Task HandleAsync(RestRequest request, StoredResource endpoint, string path)
    {
        var started = time.GetTimestamp();
        if (string.IsNullOrEmpty(request.Header(RequestId))) request.Http.Request.Headers[RequestId] = Guid.NewGuid().ToString();
        var id = ResourceId.Parse(endpoint.Key);
        if (Refusal(request, endpoint, id) is { } unauthorized)
        {
            await AnswerAsync(request, unauthorized);
            return;
        }

        var isManaged = endpoint.Body.Text("properties.compute") is null;
        var (name, refusal) = Choose(request, endpoint, id);
        var isFull = false;
        if (refusal is null && request.Header(DeploymentHeader) is not { Length: > 0 })
            await mirror.CopyAsync(request, endpoint, path);
        var hasLeft = false;
        var process = refusal is null ? deployments.Find(id.Child("deployments", name!))?.Enter(out isFull) : null;
        try
        {
            refusal ??= process is not { IsReady: true } ? ScoringRefusal.NotReady(isManaged)
                : isFull ? ScoringRefusal.Overflow(isManaged)
                : await proxy.ForwardAsync(request, path + request.Info.Query, process, name!, Leave);
            if (refusal is not null) await AnswerAsync(request, refusal, name);
        }
        finally
        {
            Leave();
        }

        if (process?.Plan.SendsTelemetry == true)
            telemetry.Add(process.Plan, ScoringTelemetry.RowOf(request, process.Plan, path), request.Http.Response.StatusCode,
                time.GetElapsedTime(started));

        void Leave()
        {
            if (!hasLeft) process?.Leave();
            hasLeft = true;
        }
    }

    private ScoringRefusal? Refusal(RestRequest request, StoredResource endpoint, ResourceId id)
    {
        if (request.Header("Authorization") is not { } header
            || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return ScoringRefusal.Unauthorized("key_auth_bad_header");
        var text = header["Bearer ".Length..].Trim();
        switch (endpoint.Body.Text("properties.authMode")?.ToUpperInvariant())
        {
            case "AADTOKEN":
                var check = tokens.Check(text, Audiences.MachineLearning);
                if (check.State != TokenState.Valid)
                    return ScoringRefusal.Unauthorized(check.State == TokenState.WrongAudience
                        ? $"Unauthorized: the token was issued for '{check.Audience}'; the endpoint takes tokens for "
                            + $"'{Audiences.MachineLearning}'."
                        : "Unauthorized: the token is invalid or has expired.");
                return access.IsAllowed(tokens.Principal(check.ObjectId), id, Score, isDataAction: false) ? null
                    : new ScoringRefusal(403,
                        $"Access denied: the identity '{check.ObjectId}' needs the action {Score} on {id}.");
            case "AMLTOKEN":
                return endpointTokens.IsValid(id, text) ? null
                    : ScoringRefusal.Unauthorized("Unauthorized: the token is none of this endpoint, or has expired.");
            default:
                return EndpointKeys.Is(endpoint, text) ? null : ScoringRefusal.Unauthorized("key_auth_access_denied");
        }
    }

    // A header picks one, else chance by the weights.
    private (string? Deployment, ScoringRefusal? Refusal) Choose(RestRequest request, StoredResource endpoint, ResourceId id)
    {
        if (request.Header(DeploymentHeader) is { Length: > 0 } wanted)
            return deployments.Find(id.Child("deployments", wanted)) is null
                ? (wanted, ScoringRefusal.NoDeployment($"The endpoint '{id.Name}' has no deployment '{wanted}'."))
                : (wanted, null);
        var traffic = (endpoint.Body.At("properties.traffic") as JsonObject ?? [])
            .Select(pair => (Name: pair.Key, Share: pair.Value is JsonValue value ? JsonNumbers.ToDouble(value) : 0))
            .Where(each => each.Share > 0).ToList();
        if (traffic.Count == 0)
            return (null, ScoringRefusal.NoDeployment(
                $"The endpoint '{id.Name}' has no deployment with traffic; name one in the header {DeploymentHeader}."));
        var drawn = Random.Shared.NextDouble() * traffic.Sum(each => each.Share);
        foreach (var (name, share) in traffic)
        {
            if ((drawn -= share) < 0) return (name, null);
        }

        return (traffic[^1].Name, null);
    }

    private static async Task AnswerAsync(RestRequest request, ScoringRefusal refusal, string? deployment = null)
    {
        var response = request.Http.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = "text/plain";
        response.Headers.Server = "azureml-frontdoor";
        response.Headers[RequestId] = request.Header(RequestId);
        if (request.Header("x-ms-client-request-id") is { } client) response.Headers["x-ms-client-request-id"] = client;
        if (deployment is not null) response.Headers[DeploymentHeader] = deployment;
        if (refusal.Reason is { } reason) response.Headers["ms-azureml-model-error-reason"] = reason;
        if (refusal.ModelStatus is { } status)
            response.Headers["ms-azureml-model-error-statuscode"] = status.ToString(CultureInfo.InvariantCulture);
        await response.WriteAsync(refusal.Text, request.Http.RequestAborted);
    }
}
