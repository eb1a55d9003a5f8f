using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>
/// Entra ID as far as clients need it to sign in: the cloud's metadata document, OpenID configuration, the routes for tokens,
/// device codes and browsers, and the metadata service that managed identities get tokens from.
/// </summary>
internal sealed class IdentityPlane(Grants grants, TokenAnswers answers, AuthorizationCodes codes, InstanceMetadata metadata,
    LocalCloudOptions options, TimeProvider time) : IDataPlane
{
    private const string DeviceLogin = "devicelogin";
    private const string FederationServices = "adfs";

    /// <summary>Answers the request; false if the path is none of these.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var host = request.Info.Host;
        if (!AzureHosts.IsLoopback(host) && !host.Equals(AzureHosts.Login, StringComparison.OrdinalIgnoreCase)
            && !host.Equals(AzureHosts.ResourceManager, StringComparison.OrdinalIgnoreCase)) return false;
        try
        {
            return await HandleAsync(request, request.Info.Path.Trim('/').Split('/'));
        }
        catch (SignInException exception)
        {
            await request.AnswerAsync(exception.Status, exception.ToJson(time.GetUtcNow()));
            return true;
        }
        catch (ArmException exception)
        {
            await request.AnswerAsync(exception.Status,
                new SignInException("invalid_request", exception.Message).ToJson(time.GetUtcNow()));
            return true;
        }
    }

    private async Task<bool> HandleAsync(RestRequest request, string[] segments)
    {
        // Versions of az that can't leave out instance discovery, which asks Azure, do so for addresses that begin like this.
        var isUnasked = segments is [FederationServices, _, ..];
        switch (request.Method, isUnasked ? segments[2..] : segments)
        {
            case ("GET", ["metadata", "endpoints"]):
                await request.AnswerAsync(200, CloudMetadata.Create(request));
                return true;
            // POST is what the metadata service's forerunner took, and what older clients still send.
            case ("GET" or "POST", ["metadata", "identity", "oauth2", "token"]):
                await metadata.AnswerAsync(request);
                return true;
            case ("GET", [_, "discovery", "instance"]):
                await request.AnswerAsync(200, CloudMetadata.Instance(request, options.TenantId));
                return true;
            case ("GET", [_, "discovery", .., "keys"]):
                await request.AnswerAsync(200, new JsonObject { ["keys"] = new JsonArray() });
                return true;
            case ("GET", [var tenant, .. var version, ".well-known", "openid-configuration"]):
                var isFirst = !isUnasked && version is not ["v2.0"];
                await request.AnswerAsync(200, CloudMetadata.OpenId(request, Tenant(tenant), isFirst));
                return true;
            case ("POST", [var tenant, "oauth2", .., "token"]):
                Tenant(tenant);
                await request.AnswerAsync(200, answers.Of(request, grants.Redeem(await request.ReadFormAsync())));
                return true;
            case ("POST", [var tenant, "oauth2", .., "devicecode"]):
                Tenant(tenant);
                await request.AnswerAsync(200, NewDeviceCode(request, (await request.ReadFormAsync())["client_id"].ToString()));
                return true;
            case ("GET", [var tenant, "oauth2", .., "authorize"]):
                Tenant(tenant);
                await AuthorizeAsync(request);
                return true;
            case ("GET", [DeviceLogin]):
                await TextAsync(request, "text/plain",
                    "Nothing is to be done here: the local cloud signs everybody in as its deployer.");
                return true;
            default:
                return false;
        }
    }

    private JsonObject NewDeviceCode(RestRequest request, string client)
    {
        if (client.Length == 0) throw SignInException.Missing("client_id");
        var code = RandomNumberGenerator.GetString("BCDFGHJKLMNPQRSTVWXZ23456789", 9);
        var address = request.Absolute($"/{DeviceLogin}");
        return new JsonObject
        {
            ["user_code"] = code,
            ["device_code"] = grants.DeviceCode(client),
            ["verification_uri"] = address,
            // So the first form of the route calls it.
            ["verification_url"] = address,
            ["expires_in"] = (long)Grants.DeviceCodeLifetime.TotalSeconds,
            ["interval"] = 1L,
            ["message"] = $"The local cloud signs in as its deployer; nothing is to be done at {address} (code {code}).",
        };
    }

    // The code goes to this machine alone, whatever page sent the browser here.
    private Task AuthorizeAsync(RestRequest request)
    {
        var redirect = request.Query("redirect_uri") ?? throw SignInException.Missing("redirect_uri");
        var client = request.Query("client_id") ?? throw SignInException.Missing("client_id");
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var to) || !AzureHosts.IsLoopback(to.Host)
            || request.Query("response_type") != "code")
            throw new SignInException("invalid_request",
                $"AADSTS50011: The redirect URI '{redirect}' is none of this machine, or another response than 'code' is asked "
                    + "for.");
        var challenge = request.Query("code_challenge_method") == "S256" ? request.Query("code_challenge") : null;
        var code = codes.Create(client, redirect, challenge, request.Query("nonce"));
        var state = request.Query("state") ?? "";
        if (request.Query("response_mode") == "form_post")
            return TextAsync(request, "text/html", $"""
                <!DOCTYPE html><html><body onload="document.forms[0].submit()"><form method="post" action="{Html(redirect)}">
                <input type="hidden" name="code" value="{Html(code)}"><input type="hidden" name="state" value="{Html(state)}">
                <button>Go on</button></form></body></html>
                """);
        request.Http.Response.Headers.Location = HeaderText.OfUrl(
            $"{redirect}{(to.Query.Length == 0 ? "?" : "&")}code={code}&state={Uri.EscapeDataString(state)}");
        return request.AnswerAsync(302);
    }

    private string Tenant(string tenant) =>
        tenant is "common" or "organizations" || tenant.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase)
            ? tenant : throw SignInException.NoTenant(tenant);

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);

    private static async Task TextAsync(RestRequest request, string type, string text)
    {
        request.Http.Response.ContentType = $"{type}; charset=utf-8";
        await request.Http.Response.WriteAsync(text, request.Http.RequestAborted);
    }
}
