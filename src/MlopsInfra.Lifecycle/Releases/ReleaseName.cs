using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>
/// The name of a release follows from what is released: the same image and model, collected in the same way, are the same
/// release.
/// </summary>
internal static class ReleaseName
{
    /// <summary>The name, as in <c>r0123456789</c>: it is a deployment's name in production.</summary>
    /// <param name="digest">The image's digest.</param>
    /// <param name="model">The model, <c>NAME:VERSION</c>.</param>
    /// <param name="collector">What collects its requests in production: a deployment says so, and can't be changed while it
    /// serves.</param>
    public static string Of(string digest, string model, CollectorKind collector)
    {
        var content = $"{digest}\n{model}{(collector == CollectorKind.Service ? "" : $"\n{collector}")}";
        return "r" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..10];
    }
}
