using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Keys that an identity signs with what it may do itself ("Get User Delegation Key"). They are made of what they are for and of
/// a secret of the cloud.
/// </summary>
internal sealed class UserDelegationKeys(LocalTokenIssuer tokens, ServerKeys keys, LocalCloudOptions options,
    TimeProvider time)
{
    private const string Version = "2023-11-03";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private readonly byte[] _secret = keys.For("user delegation keys");

    /// <summary>The key of a signature, in base 64.</summary>
    /// <param name="part">What it is for, by the ends of the parameters' names: oid, tid, t, e, s, v.</param>
    public string ValueOf(Func<string, string?> part) => Convert.ToBase64String(HMACSHA256.HashData(_secret,
        Encoding.UTF8.GetBytes(string.Join('\n', ((string[])["oid", "tid", "t", "e", "s", "v"]).Select(part)))));

    /// <summary>Answers who asks for a key. The right to it was checked.</summary>
    public async Task AnswerAsync(RestRequest request)
    {
        var (start, end) = await ReadAsync(request);
        var now = time.GetUtcNow();
        if (end <= now || end > now + Longest || start > end)
            throw new StorageException(400, "InvalidXmlNodeValue",
                "The value for one of the XML nodes is not in the correct format: a key ends within seven days, and not at "
                    + $"{end:o}.");
        if (tokens.ObjectIdOf(request.Header("Authorization")) is not { } objectId)
            throw new StorageException(403, "AuthenticationFailed", "Only an identity with a token can ask for a key.");
        var parts = new Dictionary<string, string>
        {
            ["oid"] = objectId,
            ["tid"] = options.TenantId,
            ["t"] = Text(start),
            ["e"] = Text(end),
            ["s"] = "b",
            ["v"] = request.Header("x-ms-version") ?? Version,
        };
        await XmlAnswer.WriteAsync(request, 200, new XElement("UserDelegationKey",
            new XElement("SignedOid", parts["oid"]),
            new XElement("SignedTid", parts["tid"]),
            new XElement("SignedStart", parts["t"]),
            new XElement("SignedExpiry", parts["e"]),
            new XElement("SignedService", parts["s"]),
            new XElement("SignedVersion", parts["v"]),
            new XElement("Value", ValueOf(parts.GetValueOrDefault))));
    }

    private async Task<(DateTimeOffset Start, DateTimeOffset End)> ReadAsync(RestRequest request)
    {
        var root = await XmlBody.ReadAsync(request);
        try
        {
            return ((string?)root.Element("Start") is { Length: > 0 } start ? Moment(start) : time.GetUtcNow(),
                Moment((string?)root.Element("Expiry") ?? ""));
        }
        catch (FormatException exception)
        {
            throw new StorageException(400, "InvalidXmlDocument",
                $"XML specified is not syntactically valid: {exception.Message}");
        }
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
