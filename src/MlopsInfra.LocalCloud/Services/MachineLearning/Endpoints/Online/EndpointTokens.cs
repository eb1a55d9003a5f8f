using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// The tokens that the service itself issues for one endpoint (<c>authMode</c> AMLToken): JSON Web Tokens with its claims, signed
/// with a key of the cloud.
/// </summary>
internal sealed class EndpointTokens(ServerKeys keys, TimeProvider time, LocalCloudOptions options)
{
    private const string Issuer = "azureml";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly byte[] _key = keys.For("tokens of endpoints");

    /// <summary>The answer to who asks for one.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="objectId">Who asks.</param>
    public JsonObject Issue(ResourceId endpoint, string objectId)
    {
        var now = time.GetUtcNow();
        var expires = (now + Lifetime).ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["canRefresh"] = "False",
            ["workspaceId"] = WorkspaceResource.GuidOf(endpoint.Parent!),
            ["tid"] = options.TenantId,
            ["oid"] = objectId,
            ["actions"] = $"[\"{OnlineEndpointResource.TypeName}/score/action\"]",
            ["endpointName"] = endpoint.Name,
            ["serviceId"] = endpoint.Value.ToLowerInvariant(),
            ["exp"] = expires,
            ["iss"] = Issuer,
            ["aud"] = Issuer,
        };
        var content = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}."
            + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return new JsonObject
        {
            ["accessToken"] = $"{content}.{Base64Url.EncodeToString(Sign(content))}",
            ["tokenType"] = "Bearer",
            ["expiryTimeUtc"] = expires,
            ["refreshAfterTimeUtc"] = (now + Lifetime / 2).ToUnixTimeSeconds(),
        };
    }

    /// <summary>Whether a token is one of an endpoint, and has not expired.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="token">The token.</param>
    public bool IsValid(ResourceId endpoint, string token)
    {
        if (token.Split('.') is not [var header, var payload, var signature]) return false;
        try
        {
            if (!CryptographicOperations.FixedTimeEquals(Sign($"{header}.{payload}"), Base64Url.DecodeFromChars(signature)))
                return false;
            var claims = StrictJson.ParseObject(Base64Url.DecodeFromChars(payload));
            return endpoint.Value.Equals(claims.Text("serviceId"), StringComparison.OrdinalIgnoreCase)
                && claims.Number("exp") > time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return false;
        }
    }

    private byte[] Sign(string content) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(content));
}
