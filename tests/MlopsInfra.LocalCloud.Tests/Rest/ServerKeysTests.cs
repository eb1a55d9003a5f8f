using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>What is kept with the store so that tokens and trust outlive a server: the signing key and the certificate.</summary>
public sealed class ServerKeysTests : IDisposable
{
    private const string Subscriptions = "/subscriptions?api-version=2022-12-01";
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-keys-");

    [Fact]
    public async Task A_token_and_a_certificate_are_good_for_the_next_server_of_the_store_and_for_no_other()
    {
        var (token, certificate) = await AskAsync(_folder.FullName, token: null);
        var (_, next) = await AskAsync(_folder.FullName, token);

        Assert.Equal(certificate, next);
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(Path.Combine(_folder.FullName, "other"), token));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(folder: null, token));
    }

    [Fact]
    public async Task Only_their_owner_may_read_the_keys_and_the_certificate_can_be_joined_with_others()
    {
        await AskAsync(_folder.FullName, token: null);

        Assert.EndsWith("-----END CERTIFICATE-----\n", File.ReadAllText(PathOf("server.pem")), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("token.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("server.key")));
    }

    [Fact]
    public void A_certificate_is_made_anew_before_it_ends_and_where_it_lacks_a_name_or_is_damaged()
    {
        var now = DateTimeOffset.UtcNow;
        var first = Open(now);

        Assert.Equal(first, Open(now.AddDays(300)));
        var renewed = Open(now.AddDays(340));
        Assert.NotEqual(first, renewed);

        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            var request = new CertificateRequest("CN=another", key, HashAlgorithmName.SHA256);
            using var another = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
            File.WriteAllText(PathOf("server.pem"), another.ExportCertificatePem());
            File.WriteAllText(PathOf("server.key"), key.ExportPkcs8PrivateKeyPem());
            Assert.NotEqual(another.Thumbprint, Open(now));
        }

        File.WriteAllText(PathOf("server.key"), "half a k");
        var mended = Open(now);
        Assert.Equal(mended, Open(now));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Open(DateTimeOffset now)
    {
        using var certificate = LoopbackCertificate.Open(_folder.FullName, now);
        return certificate.Thumbprint;
    }

    // Starts a server, and lists subscriptions with a token, its own one if none is given.
    private static async Task<(string Token, string Certificate)> AskAsync(string? folder, string? token)
    {
        await using var rest = await RestCloud.StartAsync(keysFolder: folder);
        token ??= rest.Server.Tokens.Issue(Audiences.ResourceManager).Value;
        var client = rest.Http(audience: null);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.GetAsync(new Uri(Subscriptions, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return (token, rest.Server.Certificate.Thumbprint);
    }
}
