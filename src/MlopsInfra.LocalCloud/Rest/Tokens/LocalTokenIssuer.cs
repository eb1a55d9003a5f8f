using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm.Networking;

namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>
/// Stands in for Entra ID: issues and reads the access tokens of one cloud. They are JSON Web Tokens signed with its key
/// (HMAC-SHA256), so a token of another cloud is refused.
/// </summary>
public sealed class LocalTokenIssuer
{
    // Azure's tokens have no such claim: there the network tells where a call comes from.
    private const string PlaceClaim = "mlops_place";

    private readonly byte[] _key;
    private readonly string _tenant;
    private readonly TimeProvider _time;

    internal LocalTokenIssuer(string tenant, string deployer, ServerKeys keys, TimeProvider time)
    {
        _key = keys.For("access tokens");
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
    public LocalToken Issue(string scope, string? objectId = null) => Issue(scope, objectId, null);

    /// <summary>Issues a token to a process whose place in the networks is known.</summary>
    /// <param name="scope">A scope or a resource.</param>
    /// <param name="objectId">Object id of the principal it is for; null for the deployer.</param>
    /// <param name="place">Where the process calls from; null where that is not known.</param>
    /// <param name="lifetime">How long it is valid; null for as long as usual.</param>
    internal LocalToken Issue(string scope, string? objectId, CallerPlace? place, TimeSpan? lifetime = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scope);
        var now = _time.GetUtcNow();
        var expires = now + (lifetime ?? Lifetime);
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
        if (place is not null) claims[PlaceClaim] = CallerHeaders.Text(place);
        return new LocalToken(Sign(claims), expires);
    }

    /// <summary>A signed token of any claims.</summary>
    /// <param name="claims">The claims.</param>
    internal string Sign(JsonObject claims)
    {
        var content = $"{Encode("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{content}.{Encode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(content)))}";
    }

    internal TokenCheck Check(string token, string audience)
    {
        if (Read(token) is not { } claims) return TokenCheck.Malformed;
        var oid = (string)claims["oid"]!;
        var given = (string)claims["aud"]!;
        if ((long)claims["exp"]! <= _time.GetUtcNow().ToUnixTimeSeconds()) return new TokenCheck(TokenState.Expired, given, oid);
        return given.Equals(audience, StringComparison.OrdinalIgnoreCase)
            ? new TokenCheck(TokenState.Valid, given, oid)
            : new TokenCheck(TokenState.WrongAudience, given, oid);
    }

    /// <summary>Where the process calls from that a request's token was issued to; null where the token says nothing.</summary>
    /// <param name="authorization">The header of the request.</param>
    internal CallerPlace? PlaceOf(string? authorization) =>
        Claims(authorization)?[PlaceClaim] is { } place ? CallerHeaders.Parse((string)place!) : null;

    /// <summary>Object id of the principal that a request's token is for; null where it has no token of this server.</summary>
    /// <param name="authorization">The header of the request.</param>
    internal string? ObjectIdOf(string? authorization) => (string?)Claims(authorization)?["oid"];

    private JsonObject? Claims(string? authorization)
    {
        const string Scheme = "Bearer ";
        return authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            ? Read(authorization[Scheme.Length..].Trim()) : null;
    }

    // The claims of a token of this server; null for any other text.
    private JsonObject? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return null;
        try
        {
            var signature = HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
            return CryptographicOperations.FixedTimeEquals(signature, Base64Url.DecodeFromChars(parts[2]))
                ? StrictJson.ParseObject(Base64Url.DecodeFromChars(parts[1])) : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
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
