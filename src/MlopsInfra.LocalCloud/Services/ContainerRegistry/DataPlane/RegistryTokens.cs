using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>
/// Sign-in at a registry ("Azure Container Registry roles and permissions", "AAD-OAuth"): a token of Entra ID is exchanged for a
/// refresh token, and that for access tokens. What a caller may do is decided by its roles when it does it, not by the scope of a
/// token.
/// </summary>
internal sealed class RegistryTokens(LocalTokenIssuer tokens, CloudContext cloud)
{
    private const string NoName = "00000000-0000-0000-0000-000000000000";

    // No object id looks like this.
    private const string Admin = "registry-admin";
    private const string Anonymous = "registry-anonymous";

    private static readonly string[] EntraAudiences = [Audiences.ResourceManager, "https://containerregistry.azure.net"];

    /// <summary><c>POST /oauth2/exchange</c>: a token of Entra ID for a refresh token.</summary>
    public async Task ExchangeAsync(RegistryCall call)
    {
        var form = await call.Rest.ReadFormAsync();
        var caller = form["grant_type"] == "access_token" ? OfEntra(form["access_token"].ToString()) : null;
        if (caller is null) throw RegistryError.Unauthorized();
        await call.AnswerAsync(200, new JsonObject { ["refresh_token"] = Issue(call, "refresh", caller) });
    }

    /// <summary><c>GET</c> and <c>POST /oauth2/token</c>: an access token.</summary>
    public async Task TokenAsync(RegistryCall call)
    {
        var form = HttpMethods.IsPost(call.Rest.Method) ? await call.Rest.ReadFormAsync() : null;
        var caller = form?["grant_type"].ToString() switch
        {
            "refresh_token" => Of(call, "refresh", form["refresh_token"].ToString()),
            "password" => OfPassword(call, form["username"].ToString(), form["password"].ToString()),
            _ => Basic(call) ?? AnonymousOf(call),
        };
        if (caller is null) throw RegistryError.Unauthorized();
        await call.AnswerAsync(200, new JsonObject { ["access_token"] = Issue(call, "access", caller) });
    }

    /// <summary>Who asks; null where the request does not say, or says it wrongly.</summary>
    public RegistryCaller? CallerOf(RegistryCall call)
    {
        var header = call.Rest.Header("Authorization") ?? "";
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? Of(call, "access", header["Bearer ".Length..].Trim())
            : Basic(call);
    }

    private RegistryCaller? Basic(RegistryCall call)
    {
        var header = call.Rest.Header("Authorization") ?? "";
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length)) return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? OfPassword(call, parts[0], parts[1]) : null;
    }

    // The name of nobody comes with a refresh token ("az acr login --expose-token"), that of the registry with a key.
    private RegistryCaller? OfPassword(RegistryCall call, string user, string password)
    {
        if (user == NoName) return Of(call, "refresh", password) ?? Of(call, "access", password);
        return user.Equals(call.Registry.Id.Name, StringComparison.OrdinalIgnoreCase)
            && call.Body.Flag("properties.adminUserEnabled") == true
            && RegistryCredentials.PasswordsOf(cloud, call.Registry.Id).Contains(password)
            ? new RegistryCaller(null, IsAdmin: true) : null;
    }

    private RegistryCaller? OfEntra(string token) => EntraAudiences
        .Select(audience => tokens.Check(token, audience)).FirstOrDefault(check => check.State == TokenState.Valid) is { } valid
        ? new RegistryCaller(tokens.Principal(valid.ObjectId)) : null;

    private static RegistryCaller? AnonymousOf(RegistryCall call) =>
        call.Body.Flag("properties.anonymousPullEnabled") == true ? new RegistryCaller(null, IsAnonymous: true) : null;

    private RegistryCaller? Of(RegistryCall call, string kind, string token)
    {
        var check = tokens.Check(token, AudienceOf(call, kind));
        if (check.State != TokenState.Valid) return null;
        return check.ObjectId switch
        {
            Admin => new RegistryCaller(null, IsAdmin: true),
            Anonymous => new RegistryCaller(null, IsAnonymous: true),
            var id => new RegistryCaller(tokens.Principal(id)),
        };
    }

    private string Issue(RegistryCall call, string kind, RegistryCaller caller) =>
        tokens.Issue(AudienceOf(call, kind), caller.IsAdmin ? Admin : caller.IsAnonymous ? Anonymous : caller.Principal).Value;

    // A token is for one registry; one of an earlier registry of that name is none.
    private static string AudienceOf(RegistryCall call, string kind) => $"{call.Registry.LoginServer}/{call.Registry.Key}/{kind}";
}
