using System.Collections.Concurrent;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Packages that a program registers by <c>RegisterPackage</c>, and the references that it uses for them.</summary>
internal sealed class PackageRegistry
{
    private readonly ConcurrentDictionary<string, PackageKey> _packages = new(StringComparer.Ordinal);

    /// <summary>Registers a package; the same one gets the same reference.</summary>
    public string Register(PackageKey package)
    {
        var reference = $"{package.Name}@{package.Version}";
        _packages[reference] = package;
        return reference;
    }

    /// <summary>The package that a resource or function belongs to.</summary>
    /// <param name="reference">The reference; empty if there is none.</param>
    /// <param name="token">The token of the type or function.</param>
    /// <param name="version">The version that is asked for; empty if none.</param>
    /// <exception cref="DeploymentException">The reference is unknown.</exception>
    public PackageKey Find(string reference, string token, string version)
    {
        if (reference.Length == 0) return new PackageKey(Urn.PackageOf(token), version.Length == 0 ? null : version);
        return _packages.TryGetValue(reference, out var package)
            ? package
            : throw new DeploymentException(DeploymentErrorCodes.InvalidRegistration,
                $"The package reference '{reference}' was never registered.", reference);
    }
}
