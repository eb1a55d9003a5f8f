using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>
/// Entra ID as far as clients need it to sign in: the cloud's metadata document, OpenID configuration, the token route, and the
/// metadata service that managed identities get tokens from.
/// </summary>
internal sealed class IdentityPlane(LocalTokenIssuer tokens, PrincipalDirectory directory, LocalCloudOptions options)
    : IDataPlane
{
    /// <summary>Answers the request; false if the path is none of these.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var segments = request.Info.Path.Trim('/').Split('/');
        switch (request.Method, segments)
        {
            case ("GET", ["metadata", "endpoints"]):
                await request.AnswerAsync(200, CloudMetadata.Create(request));
                return true;
            case ("GET", ["metadata", "identity", "oauth2", "token"]):
                await ManagedIdentityAsync(request);
                return true;
            case ("GET", [_, "discovery", "instance"]):
                await request.AnswerAsync(200, CloudMetadata.Instance(request, options.TenantId));
                return true;
            case ("GET", [_, "discovery", "v2.0", "keys"]):
                await request.AnswerAsync(200, new JsonObject { ["keys"] = new JsonArray() });
                return true;
            case ("GET", [.., ".well-known", "openid-configuration"]):
                await request.AnswerAsync(200, CloudMetadata.OpenId(request, options.TenantId));
                return true;
            case ("POST", [var tenant, "oauth2", .., "token"]):
                await TokenAsync(request, tenant);
                return true;
            default:
                return false;
        }
    }

    private async Task TokenAsync(RestRequest request, string tenant)
    {
        var form = await request.Http.Request.ReadFormAsync(request.Http.RequestAborted);
        try
        {
            if (!IsTenant(tenant)) throw new SignInException("invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");
            if (form["grant_type"] != "client_credentials")
                throw new SignInException("unsupported_grant_type",
                    $"AADSTS70003: The app requested an unsupported grant type '{form["grant_type"]}'.");
            var scope = form["scope"].FirstOrDefault() ?? form["resource"].FirstOrDefault();
            if (string.IsNullOrWhiteSpace(scope))
                throw new SignInException("invalid_request",
                    "AADSTS900144: The request body must contain the following parameter: 'scope'.");
            var principal = directory.SignIn(form["client_id"].ToString(), form["client_secret"].ToString(),
                form["client_assertion"].ToString());
            await AnswerTokenAsync(request, tokens.Issue(scope, principal), scope);
        }
        catch (SignInException exception)
        {
            await request.AnswerAsync(exception.Error is "invalid_client" ? 401 : 400,
                new JsonObject { ["error"] = exception.Error, ["error_description"] = exception.Message });
        }
    }

    private async Task ManagedIdentityAsync(RestRequest request)
    {
        if (request.Header("Metadata") != "true")
        {
            await request.AnswerAsync(400,
                new JsonObject { ["error"] = "invalid_request",
                    ["error_description"] = "Required metadata header not specified" });
            return;
        }

        var resource = request.Query("resource")
            ?? throw new ArmException(400, "invalid_request", "The query parameter 'resource' is required.");
        var principal = directory.FindIdentity(request.Query("client_id"), request.Query("object_id"),
            request.Query("mi_res_id") ?? request.Query("msi_res_id"));
        if (principal is null)
        {
            await request.AnswerAsync(400,
                new JsonObject { ["error"] = "invalid_request", ["error_description"] = "Identity not found" });
            return;
        }

        await AnswerTokenAsync(request, tokens.Issue(resource, principal), resource);
    }

    private bool IsTenant(string tenant) =>
        tenant is "common" or "organizations" || tenant.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase);

    private static Task AnswerTokenAsync(RestRequest request, LocalToken token, string scope) =>
        request.AnswerAsync(200, new JsonObject
    {
        ["token_type"] = "Bearer",
        ["expires_in"] = (long)LocalTokenIssuer.Lifetime.TotalSeconds,
        ["ext_expires_in"] = (long)LocalTokenIssuer.Lifetime.TotalSeconds,
        ["expires_on"] = token.ExpiresOn.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["resource"] = scope,
        ["access_token"] = token.Value,
    });
}
