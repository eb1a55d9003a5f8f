using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.Identity.Graph;

namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>What the token routes answer.</summary>
internal sealed class TokenAnswers(LocalTokenIssuer tokens, Grants grants, LocalCloudOptions options, TimeProvider time)
{
    /// <summary>A token for an application, or the tokens of a user.</summary>
    /// <param name="request">The request.</param>
    /// <param name="who">Who signed in.</param>
    public JsonObject Of(RestRequest request, SignedIn who)
    {
        var answer = Of(tokens.Issue(who.Scope, who.ObjectId), who.Scope);
        if (!who.IsUser) return answer;
        answer["scope"] = who.Scope;
        answer["refresh_token"] = grants.RefreshToken(who.ClientId);
        answer["id_token"] = tokens.Sign(Claims(request, who));
        // By it clients tell the accounts that they keep tokens of.
        answer["client_info"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            new JsonObject { ["uid"] = who.ObjectId, ["utid"] = options.TenantId }.ToJsonString()));
        return answer;
    }

    /// <summary>A token for a managed identity or an application.</summary>
    /// <param name="token">The token.</param>
    /// <param name="scope">What it is for.</param>
    public static JsonObject Of(LocalToken token, string scope) => new()
    {
        ["token_type"] = "Bearer",
        ["expires_in"] = (long)LocalTokenIssuer.Lifetime.TotalSeconds,
        ["ext_expires_in"] = (long)LocalTokenIssuer.Lifetime.TotalSeconds,
        ["expires_on"] = token.ExpiresOn.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["resource"] = scope,
        ["access_token"] = token.Value,
    };

    private JsonObject Claims(RestRequest request, SignedIn who)
    {
        var now = time.GetUtcNow();
        var claims = new JsonObject
        {
            ["aud"] = who.ClientId,
            ["iss"] = request.Absolute($"/{options.TenantId}/v2.0"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + LocalTokenIssuer.Lifetime).ToUnixTimeSeconds(),
            ["name"] = "deployer",
            ["oid"] = who.ObjectId,
            ["preferred_username"] = GraphObjects.DeployerName,
            ["sub"] = who.ObjectId,
            ["tid"] = options.TenantId,
            ["ver"] = "2.0",
        };
        if (who.Nonce is not null) claims["nonce"] = who.Nonce;
        return claims;
    }
}
