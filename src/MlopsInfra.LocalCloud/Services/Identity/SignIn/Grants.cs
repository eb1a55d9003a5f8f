using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>What a client can show at the token route, and who it is then.</summary>
internal sealed class Grants(PrincipalDirectory directory, LocalTokenIssuer tokens, AuthorizationCodes codes,
    LocalCloudOptions options)
{
    /// <summary>How long a device code is good.</summary>
    public static readonly TimeSpan DeviceCodeLifetime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(90);

    // Scopes of OpenID Connect say what comes beside the access token, and not what that is for.
    private static readonly string[] OpenId = ["openid", "profile", "offline_access", "email"];

    /// <summary>Who signs in.</summary>
    /// <param name="form">What was sent.</param>
    /// <exception cref="SignInException">The sign-in is refused.</exception>
    public SignedIn Redeem(IFormCollection form)
    {
        var client = form["client_id"].ToString();
        var grant = form["grant_type"].ToString();
        if (grant.Length == 0) throw SignInException.Missing("grant_type");
        switch (grant)
        {
            case "client_credentials":
                var scope = Scope(form) ?? throw SignInException.Missing("scope");
                var id = directory.SignIn(client, form["client_secret"].ToString(), form["client_assertion"].ToString());
                return new SignedIn(id, scope, client);
            case "urn:ietf:params:oauth:grant-type:device_code" or "device_code":
                var device = form["device_code"].FirstOrDefault() ?? form["code"].ToString();
                Require(device, Device(client),
                    "AADSTS70020: The provided value for the input parameter 'device_code' is not valid.");
                return User(form, client, null);
            case "refresh_token":
                Require(form["refresh_token"].ToString(), Refresh(client),
                    "AADSTS700082: The refresh token has expired due to inactivity, or is none of this local cloud.");
                return User(form, client, null);
            case "authorization_code":
                return User(form, client, codes.Redeem(form["code"].ToString(), client, form["redirect_uri"].FirstOrDefault(),
                    form["code_verifier"].FirstOrDefault()));
            default:
                throw new SignInException("unsupported_grant_type",
                    $"AADSTS70003: The app requested an unsupported grant type '{grant}'.");
        }
    }

    /// <summary>A code for a device. It needs nobody's consent: whoever reaches the loopback port may be the deployer.</summary>
    /// <param name="clientId">The application.</param>
    public string DeviceCode(string clientId) => tokens.Issue(Device(clientId), null, null, DeviceCodeLifetime).Value;

    /// <summary>A refresh token.</summary>
    /// <param name="clientId">The application.</param>
    public string RefreshToken(string clientId) => tokens.Issue(Refresh(clientId), null, null, RefreshTokenLifetime).Value;

    // Who signs in as a user is the deployer: there are no others here.
    private SignedIn User(IFormCollection form, string client, string? nonce)
    {
        if (client.Length == 0) throw SignInException.Missing("client_id");
        return new SignedIn(options.DeployerObjectId, Scope(form) ?? Audiences.Graph, client, IsUser: true, nonce);
    }

    private void Require(string token, string audience, string why)
    {
        if (tokens.Check(token, audience).State != TokenState.Valid) throw SignInException.BadGrant(why);
    }

    private static string? Scope(IFormCollection form)
    {
        if (form["resource"].FirstOrDefault() is { Length: > 0 } resource) return resource;
        var scope = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(each => !OpenId.Contains(each, StringComparer.OrdinalIgnoreCase));
        if (scope is null || scope.EndsWith("/.default", StringComparison.OrdinalIgnoreCase)) return scope;
        // Of one permission of a resource, as in https://management.azure.com/user_impersonation.
        return Uri.TryCreate(scope, UriKind.Absolute, out var uri) && uri.AbsolutePath.Length > 1 && !scope.EndsWith('/')
            ? scope[..scope.LastIndexOf('/')] : scope;
    }

    private static string Device(string client) => $"device:{client}";

    private static string Refresh(string client) => $"refresh:{client}";
}
