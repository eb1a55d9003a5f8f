using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>The certificate of a server; nothing is put into a certificate store.</summary>
internal static class LoopbackCertificate
{
    /// <summary>The certificate, to be trusted.</summary>
    public const string FileName = "server.pem";

    private const string KeyFileName = "server.key";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(30);

    private static readonly string[] Names =
    [
        "localhost", "*.localhost", .. LoopbackAddresses.Wildcards,
        AzureHosts.ResourceManager, AzureHosts.Login, AzureHosts.Graph,
        "*" + AzureHosts.BlobSuffix, "*" + AzureHosts.VaultSuffix, "*" + AzureHosts.RegistrySuffix,
    ];

    /// <summary>
    /// The certificate that is kept in a folder, so that who trusts it trusts the next server, too. It is made anew where there
    /// is none, where it ends within a month, or where it does not stand for all names.
    /// </summary>
    /// <param name="folder">The folder; null: nothing is kept.</param>
    /// <param name="now">The time.</param>
    public static X509Certificate2 Open(string? folder, DateTimeOffset now)
    {
        if (folder is null) return Create(now);
        if (Read(folder) is { } kept)
        {
            if (kept.NotBefore <= now && kept.NotAfter > now + Rest && Covers(kept)) return kept;
            kept.Dispose();
        }

        var made = Create(now);
        using var key = made.GetECDsaPrivateKey()!;
        PrivateFiles.CreateFolder(folder);
        PrivateFiles.Replace(Path.Combine(folder, KeyFileName), Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        // Files of certificates are joined, which takes the end of the line.
        PrivateFiles.Write(Path.Combine(folder, FileName), made.ExportCertificatePem() + "\n");
        return made;
    }

    private static X509Certificate2? Read(string folder)
    {
        try
        {
            var read = X509Certificate2.CreateFromPemFile(Path.Combine(folder, FileName), Path.Combine(folder, KeyFileName));
            if (!OperatingSystem.IsWindows()) return read;
            // TLS of Windows takes no key that was just read.
            using (read) return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pfx), null);
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or ArgumentException
            or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Covers(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            && !Names.Except(names.EnumerateDnsNames(), StringComparer.OrdinalIgnoreCase).Any();

    private static X509Certificate2 Create(DateTimeOffset now)
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
        return request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
    }
}
