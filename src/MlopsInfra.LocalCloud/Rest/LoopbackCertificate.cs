using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Makes the certificate of one server, in memory; nothing is put into a certificate store.</summary>
internal static class LoopbackCertificate
{
    private static readonly string[] Names =
    [
        "localhost", "*.localhost", .. LoopbackAddresses.Wildcards, AzureHosts.ResourceManager, AzureHosts.Login, AzureHosts.Graph,
        "*" + AzureHosts.BlobSuffix, "*" + AzureHosts.VaultSuffix, "*" + AzureHosts.RegistrySuffix,
    ];

    public static X509Certificate2 Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=MlopsInfra local cloud", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        foreach (var name in Names) names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false,
            hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
    }
}
