using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>
/// Codes that a browser brings to the application that opened it, good for one exchange within some minutes (RFC 6749, section
/// 4.1; RFC 7636).
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class AuthorizationCodes(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, Code> _codes = new(StringComparer.Ordinal);

    /// <summary>Makes a code.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="redirect">Where it goes.</param>
    /// <param name="challenge">The challenge of the application (S256); null for none.</param>
    /// <param name="nonce">Its nonce; null for none.</param>
    public string Create(string clientId, string redirect, string? challenge, string? nonce)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _codes[code] = new Code(clientId, redirect, challenge, nonce, time.GetUtcNow() + Lifetime);
        return code;
    }

    /// <summary>Takes a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="redirect">Where it went.</param>
    /// <param name="verifier">What its challenge was made of; null for none.</param>
    /// <returns>The nonce.</returns>
    /// <exception cref="SignInException">The code is none, has ended, or is somebody else's.</exception>
    public string? Redeem(string code, string clientId, string? redirect, string? verifier)
    {
        if (!_codes.TryRemove(code, out var found) || found.End < time.GetUtcNow() || found.ClientId != clientId)
            throw SignInException.BadGrant("AADSTS70008: The provided authorization code or refresh token has expired.");
        if (redirect is not null && redirect != found.Redirect)
            throw SignInException.BadGrant(
                "AADSTS500112: The reply address does not match the one of the authorization request.");
        if (found.Challenge is { } challenge && challenge != Challenge(verifier ?? ""))
            throw SignInException.BadGrant("AADSTS50148: The code_verifier does not match the code_challenge.");
        return found.Nonce;
    }

    private static string Challenge(string verifier) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private sealed record Code(string ClientId, string Redirect, string? Challenge, string? Nonce, DateTimeOffset End);
}
