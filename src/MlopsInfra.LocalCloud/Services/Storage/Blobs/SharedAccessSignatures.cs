using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Container signatures as a service hands them out (a user delegation SAS in Azure): signed with a key that lives as long as
/// the server.
/// </summary>
internal sealed class SharedAccessSignatures(TimeProvider time)
{
    private const string Version = "2024-11-04";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The query, with its question mark.</summary>
    /// <param name="account">The storage account.</param>
    /// <param name="container">The container.</param>
    /// <param name="permissions">The permissions, as in <c>rcwl</c>.</param>
    public string Sign(string account, string container, string permissions)
    {
        var start = Format(time.GetUtcNow().AddMinutes(-5));
        var end = Format(time.GetUtcNow() + Lifetime);
        var signature = Signature(account, container, permissions, start, end);
        return $"?sv={Version}&st={Uri.EscapeDataString(start)}&se={Uri.EscapeDataString(end)}&sr=c&sp={permissions}&sks=b"
            + $"&skv={Version}&sig={Uri.EscapeDataString(signature)}";
    }

    /// <summary>Checks the signature in a query.</summary>
    /// <returns>The permissions; null if the signature is not of this server, is for something else or has ended.</returns>
    public string? Check(Func<string, string?> query, string account, string container)
    {
        var (permissions, start, end, given) =
            (query("sp"), query("st"), query("se"), query("sig"));
        if (permissions is null || start is null || end is null || given is null) return null;
        var expected = Signature(account, container, permissions, start, end);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(given)))
            return null;
        return DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) > time.GetUtcNow() ? permissions : null;
    }

    private string Signature(string account, string container, string permissions, string start, string end) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key,
            Encoding.UTF8.GetBytes(
                $"{permissions}\n{start}\n{end}\n/blob/{account.ToLowerInvariant()}/{container}\n{Version}\nc")));

    private static string Format(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
