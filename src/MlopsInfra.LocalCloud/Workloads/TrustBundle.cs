using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// The certificates that a workload trusts, in one file: those of this machine and that of this server. The variables that name
/// such a file replace what a library trusts otherwise.
/// </summary>
internal static class TrustBundle
{
    private static readonly Lock Writing = new();

    // Debian and its kin, Red Hat and its kin, Alpine and macOS.
    private static readonly string[] OfMachine =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ];

    /// <summary>The bundle, made beside the server's certificate.</summary>
    /// <param name="certificateFile">The server's certificate.</param>
    public static string Of(string certificateFile)
    {
        var bundle = Path.ChangeExtension(certificateFile, ".bundle.pem");
        if (File.Exists(bundle) && File.GetLastWriteTimeUtc(bundle) >= File.GetLastWriteTimeUtc(certificateFile)) return bundle;
        var machine = OfMachine.FirstOrDefault(File.Exists) is { } file ? File.ReadAllText(file) : "";
        var whole = Encoding.UTF8.GetBytes($"{File.ReadAllText(certificateFile).TrimEnd()}\n{machine}");
        lock (Writing) PrivateFiles.Replace(bundle, whole);
        return bundle;
    }
}
