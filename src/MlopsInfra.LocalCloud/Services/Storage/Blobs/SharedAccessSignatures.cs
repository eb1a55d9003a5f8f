using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Signatures for containers and blobs as a service hands them out (a user delegation SAS in Azure): signed with a key of the
/// cloud.
/// </summary>
internal sealed class SharedAccessSignatures(ServerKeys keys, TimeProvider time)
{
    private const string Version = "2024-11-04";

    // The correlation id of a signature is any text. Clients hand on no parameters but those of signatures.
    private const string Correlation = "scid";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    private readonly byte[] _key = keys.For("signatures of blobs");

    /// <summary>The query for a container, with its question mark.</summary>
    /// <param name="account">The storage account.</param>
    /// <param name="container">The container.</param>
    /// <param name="permissions">The permissions, as in <c>rcwl</c>.</param>
    public string Sign(string account, string container, string permissions) =>
        Sign(account, container, permissions, "c", "");

    /// <summary>The query for a blob, with its question mark.</summary>
    /// <param name="account">The storage account.</param>
    /// <param name="container">The container.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="permissions">The permissions, as in <c>r</c>.</param>
    /// <param name="place">Where it is given to: a process shows nothing else with it that would tell where it runs.</param>
    public string Sign(string account, string container, string blob, string permissions, CallerPlace place) =>
        Sign(account, $"{container}/{blob}", permissions, "b", CallerHeaders.Text(place));

    /// <summary>Checks the signature in a query.</summary>
    /// <returns>The permissions; null if the signature is not of this server, is for something else or has ended.</returns>
    public string? Check(Func<string, string?> query, BlobAddress address)
    {
        var (permissions, start, end, given) =
            (query("sp"), query("st"), query("se"), query("sig"));
        if (permissions is null || start is null || end is null || given is null || address.Container is null) return null;
        var kind = query("sr") == "b" ? "b" : "c";
        var resource = kind == "b" ? $"{address.Container}/{address.Blob}" : address.Container;
        var expected = Signature(address.Account, resource, permissions, start, end, kind, query(Correlation) ?? "");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(given)))
            return null;
        return DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) > time.GetUtcNow() ? permissions : null;
    }

    /// <summary>Where the signature in a query was given to; null if it says nothing, or is none of this server.</summary>
    public CallerPlace? PlaceOf(Func<string, string?> query, BlobAddress address) =>
        query(Correlation) is { Length: > 0 } place && Check(query, address) is not null
            ? CallerHeaders.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(place))) : null;

    private string Sign(string account, string resource, string permissions, string kind, string place)
    {
        var start = Format(time.GetUtcNow().AddMinutes(-5));
        var end = Format(time.GetUtcNow() + Lifetime);
        var correlation = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));
        var signature = Signature(account, resource, permissions, start, end, kind, correlation);
        return $"?sv={Version}&st={Uri.EscapeDataString(start)}&se={Uri.EscapeDataString(end)}&sr={kind}&sp={permissions}&sks=b"
            + $"&skv={Version}{(place.Length == 0 ? "" : $"&{Correlation}={correlation}")}&sig={Uri.EscapeDataString(signature)}";
    }

    private string Signature(string account, string resource, string permissions, string start, string end, string kind,
        string correlation) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(
            $"{permissions}\n{start}\n{end}\n/blob/{account.ToLowerInvariant()}/{resource}\n{Version}\n{kind}\n{correlation}")));

    private static string Format(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
