using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>Certificates with their keys, as files of the two forms that vaults know.</summary>
internal static class CertificateFiles
{
    /// <summary>What the secret of a certificate holds.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="key">Its key; null where it may not leave.</param>
    /// <param name="contentType">The form.</param>
    public static string Write(X509Certificate2 certificate, AsymmetricAlgorithm? key, string contentType)
    {
        if (contentType == CertificatePolicy.Pem)
            return (key is null ? "" : key.ExportPkcs8PrivateKeyPem() + "\n") + certificate.ExportCertificatePem() + "\n";
        using var alone = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var whole = key switch
        {
            RSA rsa => alone.CopyWithPrivateKey(rsa),
            ECDsa curve => alone.CopyWithPrivateKey(curve),
            _ => X509CertificateLoader.LoadCertificate(certificate.RawData),
        };
        return Convert.ToBase64String(whole.Export(X509ContentType.Pkcs12));
    }

    /// <summary>Reads a file that is imported: PEM, or PKCS #12 in base 64.</summary>
    /// <param name="value">The file.</param>
    /// <param name="password">Its password; null for none.</param>
    /// <exception cref="Arm.ArmException">It is none, or has no private key.</exception>
    public static (X509Certificate2 Certificate, AsymmetricAlgorithm Key) Read(string value, string? password)
    {
        try
        {
            var certificate = value.Contains("-----BEGIN", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(value, value)
                : X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(value), password, X509KeyStorageFlags.Exportable);
            AsymmetricAlgorithm? key = certificate.GetRSAPrivateKey();
            key ??= certificate.GetECDsaPrivateKey();
            return (certificate, key ?? throw VaultErrors.Bad("The certificate has no private key of RSA or an elliptic curve."));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            throw VaultErrors.Bad(
                "The specified X.509 certificate content can not be read. Please check if certificate is in valid PEM/PFX "
                    + $"format, and that the password is right. ({exception.Message})");
        }
    }
}
