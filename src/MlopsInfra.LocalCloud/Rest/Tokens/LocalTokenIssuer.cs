using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>
/// Stands in for Entra ID: issues and reads the access tokens of one server. They are JSON Web Tokens signed with a key that
/// lives as long as the server (HMAC-SHA256), so a token of another cloud or another run is refused.
/// </summary>
public sealed class LocalTokenIssuer
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly string _tenant;
    private readonly TimeProvider _time;

    internal LocalTokenIssuer(string tenant, string deployer, TimeProvider time)
    {
        _tenant = tenant;
        DeployerObjectId = deployer;
        _time = time;
    }

    /// <summary>How long a token is valid.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);

    /// <summary>Object id of the deployer, who may do everything.</summary>
    public string DeployerObjectId { get; }

    /// <summary>Issues a token.</summary>
    /// <param name="scope">
    /// A scope, as in <c>https://management.azure.com/.default</c>, or a resource, as in <c>https://storage.azure.com</c>.
    /// </param>
    /// <param name="objectId">Object id of the principal it is for; null for the deployer.</param>
    public LocalToken Issue(string scope, string? objectId = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scope);
        var now = _time.GetUtcNow();
        var expires = now + Lifetime;
        var claims = new JsonObject
        {
            ["aud"] = Audience(scope),
            ["iss"] = $"https://sts.windows.net/{_tenant}/",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["oid"] = objectId ?? DeployerObjectId,
            ["sub"] = objectId ?? DeployerObjectId,
            ["tid"] = _tenant,
            ["ver"] = "1.0",
        };
        var content = $"{Encode("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return new LocalToken($"{content}.{Encode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(content)))}", expires);
    }

    internal TokenCheck Check(string token, string audience)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return TokenCheck.Malformed;
        try
        {
            var signature = HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
            if (!CryptographicOperations.FixedTimeEquals(signature, Base64Url.DecodeFromChars(parts[2])))
                return TokenCheck.Malformed;
            var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
            if ((long)claims["exp"]! <= _time.GetUtcNow().ToUnixTimeSeconds()) return TokenCheck.Expired;
            var oid = (string)claims["oid"]!;
            var given = (string)claims["aud"]!;
            return given.Equals(audience, StringComparison.OrdinalIgnoreCase)
                ? new TokenCheck(TokenState.Valid, given, oid)
                : new TokenCheck(TokenState.WrongAudience, given, oid);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return TokenCheck.Malformed;
        }
    }

    /// <summary>The principal as the control plane takes it: null is the deployer.</summary>
    internal string? Principal(string objectId) =>
        objectId.Equals(DeployerObjectId, StringComparison.OrdinalIgnoreCase) ? null : objectId;

    // A client may ask for https://management.azure.com//.default, with the slash of the audience doubled.
    private static string Audience(string scope)
    {
        const string suffix = "/.default";
        var audience = scope.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? scope[..^suffix.Length] : scope;
        audience = audience.TrimEnd('/');
        return audience.Equals("https://management.core.windows.net", StringComparison.OrdinalIgnoreCase)
            ? Audiences.ResourceManager : audience;
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
