using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Signatures of a client's own making: with a key of the account, for a blob, a container or the account ("Create a service
/// SAS", "Create an account SAS"), or with a key that an identity asked for ("Create a user delegation SAS").
/// </summary>
internal sealed class ClientSignatures(UserDelegationKeys keys, TimeProvider time)
{
    private static readonly string[] Delegation = ["skoid", "sktid", "skt", "ske", "sks", "skv", "saoid", "suoid", "scid"];
    private static readonly string[] Answer = ["rscc", "rscd", "rsce", "rscl", "rsct"];

    /// <summary>Checks the signature in a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="account">The account.</param>
    /// <param name="address">What is asked for.</param>
    /// <returns>
    /// The permissions, and the object id of who delegated them (null for a key of the account); null if the signature is none.
    /// </returns>
    /// <exception cref="StorageException">The account takes no keys.</exception>
    public (string Permissions, string? Delegator)? Check(Func<string, string?> query, BlobAccount account, BlobAddress address)
    {
        // What the service signed itself has a key without an owner.
        if (query("sks") is not null && query("skoid") is null) return null;
        if (query("sp") is not { } permissions || query("sig") is not { } given || !IsNow(query("st"), query("se"))) return null;
        var delegator = query("skoid");
        if (delegator is null && !account.AllowsSharedKeys)
            throw new StorageException(403, "KeyBasedAuthenticationNotPermitted",
                "Key based authentication is not permitted on this storage account.");
        if (delegator is not null && !IsNow(query("skt"), query("ske"))) return null;
        var text = query("ss") is null ? TextOf(query, account, address, delegator is not null)
            : delegator is null && Covers(query, address) ? AccountText(query, account) : null;
        if (text is null) return null;
        var signing = delegator is null ? account.Keys : [keys.ValueOf(name => query($"sk{name}"))];
        return signing.Any(key => IsSignedBy(key, text, given)) ? (permissions, delegator) : null;
    }

    private static bool IsSignedBy(string key, string text, string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text)))),
        Encoding.UTF8.GetBytes(given));

    // Stored access policies (si) are not modelled: what names one is signed by nobody.
    private static string? TextOf(Func<string, string?> query, BlobAccount account, BlobAddress address, bool isDelegated)
    {
        if (query("si") is not null || query("srh") is not null || query("srq") is not null
            || address.Container is not { } container) return null;
        var kind = query("sr");
        var resource = kind switch
        {
            "c" => $"/blob/{account.Name}/{container}",
            "b" or "bv" when address.Blob is { } blob => $"/blob/{account.Name}/{container}/{blob}",
            _ => null,
        };
        if (resource is null) return null;
        var version = query("sv") ?? "";
        List<string?> parts = [query("sp"), query("st"), query("se"), resource];
        if (isDelegated) parts.AddRange(Delegation.Select(query));
        else parts.Add(null);
        if (isDelegated && IsSince(version, "2025-07-05")) parts.AddRange([query("skdutid"), query("sduoid")]);
        parts.AddRange([query("sip"), query("spr"), version, kind, kind == "bv" ? query("versionid") : null]);
        if (IsSince(version, "2020-12-06")) parts.Add(query("ses"));
        // Headers and parameters that the request has to have: signatures that ask for some are taken for signed by nobody.
        if (isDelegated && IsSince(version, "2026-04-06")) parts.AddRange([null, null]);
        parts.AddRange(Answer.Select(query));
        return string.Join('\n', parts);
    }

    private static string AccountText(Func<string, string?> query, BlobAccount account)
    {
        List<string?> parts =
            [account.Name, .. ((string[])["sp", "ss", "srt", "st", "se", "sip", "spr", "sv"]).Select(query)];
        if (IsSince(query("sv") ?? "", "2020-12-06")) parts.Add(query("ses"));
        return string.Join('\n', parts) + "\n";
    }

    private static bool Covers(Func<string, string?> query, BlobAddress address)
    {
        var level = address.Container is null ? 's' : address.Blob is null ? 'c' : 'o';
        return query("ss")!.Contains('b', StringComparison.Ordinal)
            && query("srt")?.Contains(level, StringComparison.Ordinal) == true;
    }

    private static bool IsSince(string version, string first) => string.CompareOrdinal(version, first) >= 0;

    private bool IsNow(string? start, string? end)
    {
        var now = time.GetUtcNow();
        return Moment(end) is { } last && last > now
            && (string.IsNullOrEmpty(start) || Moment(start) is { } first && first <= now);
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment : null;
}
