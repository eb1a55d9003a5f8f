using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// The signature of a request with an account's key ("Authorize with Shared Key", for the blob service since version 2015-02-21).
/// </summary>
internal static class SharedKeySignature
{
    private static readonly string[] SignedHeaders =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since",
        "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    /// <summary>The header that a request has to have.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">The account.</param>
    /// <param name="key">Its key, in base 64.</param>
    public static string Of(HttpContext http, string account, string key)
    {
        var signature = HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(TextToSign(http, account)));
        return $"SharedKey {account}:{Convert.ToBase64String(signature)}";
    }

    private static string TextToSign(HttpContext http, string account)
    {
        var request = http.Request;
        var text = new StringBuilder(request.Method).Append('\n');
        foreach (var name in SignedHeaders) text.Append(Signed(request, name)).Append('\n');
        foreach (var (name, value) in request.Headers.Select(header => (Name: header.Key.ToLowerInvariant(), header.Value))
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal))
            text.Append(name).Append(':').Append(Joined(value)).Append('\n');
        text.Append('/').Append(account).Append(PathAsSent(http));
        foreach (var (name, values) in request.Query.OrderBy(pair => pair.Key.ToLowerInvariant(), StringComparer.Ordinal))
            text.Append('\n').Append(name.ToLowerInvariant()).Append(':')
                .Append(string.Join(',', values.Order(StringComparer.Ordinal)));
        return text.ToString();
    }

    private static string Signed(HttpRequest request, string name) => name switch
    {
        // No content is an empty text, and not 0; the date is the one of x-ms-date where there is that.
        "Content-Length" => request.ContentLength is > 0 and var length ? $"{length}" : "",
        "Date" when request.Headers.ContainsKey("x-ms-date") => "",
        _ => Joined(request.Headers[name]),
    };

    private static string Joined(StringValues values) => string.Join(',', values.Select(value => value?.Trim()));

    // Escaped as the client did it.
    private static string PathAsSent(HttpContext http) =>
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
}
