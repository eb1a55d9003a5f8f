using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Security.KeyVault.Certificates;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>Certificates, as Azure's client makes and imports them.</summary>
public sealed class CertificateClientTests
{
    [Fact]
    public async Task A_certificate_that_signs_itself_is_made_with_a_key_and_a_secret()
    {
        await using var scene = await VaultScene.StartAsync();
        var certificates = scene.Certificates();
        var policy = new CertificatePolicy(WellKnownIssuerNames.Self, "CN=scoring",
            new SubjectAlternativeNames { DnsNames = { "scoring.example" } }) { ValidityInMonths = 6 };
        var operation = await certificates.StartCreateCertificateAsync("tls", policy);
        Assert.Equal("inProgress", operation.Properties.Status);
        var made = (await operation.WaitForCompletionAsync()).Value;

        using var whole = (await certificates.DownloadCertificateAsync("tls")).Value;
        Assert.True(whole.HasPrivateKey);
        Assert.Equal(("CN=scoring", "CN=scoring"), (whole.Subject, whole.Issuer));
        Assert.Equal(whole.GetCertHash(), made.Properties.X509Thumbprint);
        Assert.Equal(made.KeyId.ToString(), (string?)(await scene.AskAsync(HttpMethod.Get, "keys/tls")).Body!["key"]!["kid"]);
        Assert.True(Assert.Single(await scene.Secrets().GetPropertiesOfSecretsAsync().ToListAsync()).Managed);
        Assert.Equal(6, (await certificates.GetCertificatePolicyAsync("tls")).Value.ValidityInMonths);
        Assert.Single(await certificates.GetPropertiesOfCertificatesAsync().ToListAsync());

        await (await certificates.StartDeleteCertificateAsync("tls")).WaitForCompletionAsync();
        Assert.Equal(404, (await scene.AskAsync(HttpMethod.Get, "keys/tls")).Status);
        await (await certificates.StartRecoverDeletedCertificateAsync("tls")).WaitForCompletionAsync();
        Assert.Equal(made.Cer, (await certificates.GetCertificateAsync("tls")).Value.Cer);
        await (await certificates.StartDeleteCertificateAsync("tls")).WaitForCompletionAsync();
        await certificates.PurgeDeletedCertificateAsync("tls");
        Assert.Empty(await certificates.GetDeletedCertificatesAsync().ToListAsync());
    }

    [Fact]
    public async Task A_certificate_is_imported_from_a_file_with_its_password()
    {
        await using var scene = await VaultScene.StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=own", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(30));
        var file = own.Export(X509ContentType.Pkcs12, "right");
        var certificates = scene.Certificates();
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => certificates.ImportCertificateAsync(
            new ImportCertificateOptions("own", file) { Password = "wrong" }));
        Assert.Equal(400, refused.Status);
        var made = (await certificates.ImportCertificateAsync(
            new ImportCertificateOptions("own", file) { Password = "right" })).Value;
        Assert.Equal(own.RawData, made.Cer);
        Assert.Equal("CN=own", made.Policy.Subject);
    }
}
