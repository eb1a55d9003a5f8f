using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>The name of a release follows from what is released: the same image and model are the same release.</summary>
internal static class ReleaseName
{
    /// <summary>The name, as in <c>r0123456789</c>: it is a deployment's name in production.</summary>
    /// <param name="digest">The image's digest.</param>
    /// <param name="model">The model, <c>NAME:VERSION</c>.</param>
    public static string Of(string digest, string model) =>
        "r" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}\n{model}")))[..10];
}
