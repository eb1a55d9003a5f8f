using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>
/// TLS of the router that the Azure Machine Learning extension installs: a name, and a certificate with its key, in the request
/// or in a Kubernetes secret. Both names of each setting are taken, those that people write and those that the command line makes
/// of them.
/// </summary>
internal static class ScoringTls
{
    private const string Settings = "properties.configurationSettings";

    public static void Check(JsonObject extension)
    {
        var settings = extension.At(Settings) as JsonObject;
        var secrets = extension.At("properties.configurationProtectedSettings") as JsonObject;
        var certificate = Pem(Get(secrets, "sslCertPemFile", "scoringFe.sslCert"));
        var key = Pem(Get(secrets, "sslKeyPemFile", "scoringFe.sslKey"));
        var isInCluster = Get(settings, "sslSecret", "scoringFe.sslSecret") is not null;
        if (!isInCluster && (certificate is null || key is null))
            throw Failed(
                "Inference needs TLS: a certificate and its key (protected settings), or a Kubernetes secret that holds them "
                    + "(sslSecret); or allowInsecureConnections=True.");
        if (Get(settings, "sslCname") is not { } name)
            throw Failed("Inference over TLS needs the name that callers use (sslCname).");
        if (certificate is null || key is null) return;
        // What is not known in a preview can't be looked at.
        if (certificate == BodyValidator.Unknown || key == BodyValidator.Unknown) return;
        CheckPair(certificate, key, name);
    }

    private static void CheckPair(string certificate, string key, string name)
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
            if (pair.MatchesHostname(name)) return;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Invalid(exception.Message);
        }

        throw Invalid($"It is not for '{name}'.");
    }

    // "E40007 INVALID_SSL_SETTING", of the extension's health check.
    private static ArmException Invalid(string why) => new(400, "INVALID_SSL_SETTING",
        $"The SSL key or certificate isn't valid. The CNAME should be compatible with the certificate. (E40007: {why})",
        Settings);

    private static ArmException Failed(string message) => new(400, "ValidationFailed", message, Settings);

    // Settings have points in their names: no paths.
    private static string? Get(JsonObject? settings, params string[] names) =>
        names.Select(name => settings?[name]?.ToString()).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static string? Pem(string? value)
    {
        if (value is null || value.Contains("-----BEGIN", StringComparison.Ordinal) || value == BodyValidator.Unknown)
            return value;
        try
        {
            return Encoding.ASCII.GetString(Convert.FromBase64String(value));
        }
        catch (FormatException)
        {
            return value;
        }
    }
}
