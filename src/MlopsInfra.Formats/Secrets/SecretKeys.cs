using System.Buffers;
using System.Text.RegularExpressions;

namespace MlopsInfra.Formats.Secrets;

/// <summary>Tells by a key whether its value is a secret: <c>personalAccessToken</c>, <c>AZURE_CLIENT_SECRET</c>.</summary>
public static partial class SecretKeys
{
    private static readonly HashSet<string> LastWords = new(StringComparer.Ordinal)
    {
        "token", "password", "passwd", "pwd", "passphrase", "secret", "secrets", "credential", "credentials", "sas", "pat", "pin",
        "apikey", "accesskey", "accountkey", "privatekey", "sharedkey", "secretkey", "connectionstring", "accesstoken",
        "clientsecret", "sastoken", "signature",
    };

    // The word before "key". A key of all kinds of things is no secret, and a public one neither.
    private static readonly HashSet<string> WordsBeforeKey = new(StringComparer.Ordinal)
    {
        "account", "access", "api", "private", "shared", "storage", "primary", "secondary", "encryption", "signing", "master",
        "function", "instrumentation", "secret", "subscription", "tls", "ssl", "service",
    };

    // Most keys have none of these, and are not taken apart.
    private static readonly SearchValues<string> Parts = SearchValues.Create(
        ["token", "passw", "passphrase", "pwd", "secret", "credential", "sas", "pat", "pin", "key", "connection", "signature",
            "certificate"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what stands under the key is a secret.</summary>
    /// <param name="key">The key, with or without a namespace, as in <c>github:token</c>.</param>
    public static bool IsSecret(string key)
    {
        if (!key.AsSpan().ContainsAny(Parts)) return false;
        var words = Words().Matches(key[(key.LastIndexOf(':') + 1)..]).Select(match => match.Value.ToLowerInvariant()).ToArray();
        return words switch
        {
            // The name of a secret of the cluster, which is none itself.
            [.., "kubernetes", "secret"] => false,
            [.., var last] when LastWords.Contains(last) => true,
            [.., "connection", "string"] or [.., "client", "certificate"] or ["key"] => true,
            [.., var before, "key" or "keys"] => WordsBeforeKey.Contains(before),
            _ => false,
        };
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Words();
}
