using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlopsInfra.Testing;

/// <summary>Certificates of nobody, good for a day.</summary>
internal static class Certificates
{
    public static (string Certificate, string Key) For(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
