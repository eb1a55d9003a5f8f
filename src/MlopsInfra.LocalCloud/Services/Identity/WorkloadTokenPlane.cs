using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>
/// Answers processes of the cloud that ask for a token of their identity, in the form of the place that they run in.
/// </summary>
internal sealed class WorkloadTokenPlane(WorkloadIdentities identities, LocalTokenIssuer tokens) : IDataPlane
{
    /// <summary>Answers the request; false if the path is none of these.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        if (!AzureHosts.IsLoopback(request.Info.Host)) return false;
        var segments = request.Info.Path.Trim('/').Split('/');
        if (segments[0] != WorkloadIdentities.Segment) return false;
        switch (request.Method, segments[1..])
        {
            case ("GET", ["token"]) when request.Header("X-IDENTITY-HEADER") is { } secret:
                await AppServiceAsync(request, secret, TokenForm.AppService, "client_id");
                return true;
            case ("GET", ["token"]):
                await AppServiceAsync(request, request.Header("secret"), TokenForm.MachineLearning, "clientid");
                return true;
            case ("GET", [var secret, "obo"]):
                await AppServiceAsync(request, secret, TokenForm.OnBehalfOf, null);
                return true;
            case ("GET", [var secret, "metadata", "identity", "oauth2", "token"]):
                await InstanceMetadataAsync(request, secret);
                return true;
            default:
                await request.AnswerAsync(404, OAuthError("not_found", "There is no such path of the identity endpoint."));
                return true;
        }
    }

    private async Task AppServiceAsync(RestRequest request, string? secret, TokenForm form, string? clientParameter)
    {
        if (!identities.TryFind(secret, form, out var grant))
        {
            await request.AnswerAsync(401,
                AppServiceError(401, "The secret of the request is none of a workload that runs here."));
            return;
        }

        if (request.Query("resource") is not { Length: > 0 } resource)
        {
            await request.AnswerAsync(400, AppServiceError(400, "The query parameter 'resource' is required."));
            return;
        }

        var client = clientParameter is null ? null : request.Query(clientParameter);
        // Unlike the instance metadata service, these don't take the only user-assigned identity for one that was named.
        var identity = client is { Length: > 0 } || Other(request) is not null
            ? Named(grant, client, request.Query("principal_id") ?? request.Query("object_id"), request.Query("mi_res_id"))
            : grant.Identities.FirstOrDefault(each => each.IsSystemAssigned);
        if (identity is null)
        {
            await request.AnswerAsync(400, AppServiceError(400, form == TokenForm.AppService
                ? "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId."
                : "No MSI found for specified ClientId/ResourceId."));
            return;
        }

        await AnswerAsync(request, grant, identity, resource, form != TokenForm.AppService);
    }

    private async Task InstanceMetadataAsync(RestRequest request, string secret)
    {
        // Azure's metadata service is reached by the machine alone; here the path is what tells who asks.
        if (!identities.TryFind(secret, TokenForm.InstanceMetadata, out var grant))
        {
            await request.AnswerAsync(400, OAuthError("invalid_request", "Identity not found"));
            return;
        }

        if (request.Header("Metadata") is not "true" and not "True")
        {
            await request.AnswerAsync(400, OAuthError("invalid_request", "Required metadata header not specified"));
            return;
        }

        if (request.Query("resource") is not { Length: > 0 } resource)
        {
            await request.AnswerAsync(400, OAuthError("invalid_request", "Required query variable 'resource' is missing"));
            return;
        }

        var isNamed = request.Query("client_id") is not null || Other(request) is not null;
        var identity = isNamed
            ? Named(grant, request.Query("client_id"), request.Query("object_id"),
                request.Query("mi_res_id") ?? request.Query("msi_res_id"))
            : grant.Default;
        if (identity is null)
        {
            await request.AnswerAsync(400, OAuthError("invalid_request", isNamed
                ? "Identity not found"
                : "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the "
                    + "token request"));
            return;
        }

        await AnswerAsync(request, grant, identity, resource, isNumber: false);
    }

    private static string? Other(RestRequest request) => request.Query("object_id") ?? request.Query("principal_id")
        ?? request.Query("mi_res_id") ?? request.Query("msi_res_id");

    private static WorkloadIdentity? Named(IdentityGrant grant, string? clientId, string? principalId, string? resourceId) =>
        grant.Identities.FirstOrDefault(identity =>
            Same(identity.ClientId, clientId) || Same(identity.PrincipalId, principalId)
            || (!identity.IsSystemAssigned && Same(identity.ResourceId, resourceId)));

    private static bool Same(string one, string? other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    // Azure ML writes the end as a number, the other two as a text.
    private async Task AnswerAsync(RestRequest request, IdentityGrant grant, WorkloadIdentity identity, string resource,
        bool isNumber)
    {
        var token = tokens.Issue(resource, identity.PrincipalId, grant.Place);
        var end = token.ExpiresOn.ToUnixTimeSeconds();
        await request.AnswerAsync(200, new JsonObject
        {
            ["access_token"] = token.Value,
            ["client_id"] = identity.ClientId,
            ["expires_in"] = Seconds((long)LocalTokenIssuer.Lifetime.TotalSeconds),
            ["expires_on"] = Seconds(end),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
        });

        JsonNode Seconds(long value) => isNumber ? value : FormattableString.Invariant($"{value}");
    }

    private static JsonObject OAuthError(string error, string description) =>
        new() { ["error"] = error, ["error_description"] = description };

    private static JsonObject AppServiceError(int status, string message) =>
        new() { ["statusCode"] = status, ["message"] = message, ["correlationId"] = Guid.NewGuid().ToString() };
}
