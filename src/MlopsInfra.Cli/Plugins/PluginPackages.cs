using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.ProviderPlugin;

namespace MlopsInfra.Cli.Plugins;

/// <summary>The local cloud's packages as plugins.</summary>
internal static class PluginPackages
{
    /// <summary>All of them, over one cloud.</summary>
    /// <param name="cloud">The cloud.</param>
    public static IReadOnlyList<PluginPackage> Of(EmbeddedCloud cloud) =>
    [
        .. PackageSchemas.Names.Select(name => new PluginPackage(
            name,
            PackageSchemas.VersionOf(name),
            () => PackageSchemas.Read(name),
            () => cloud.Create(name, null)
                ?? throw new InvalidOperationException($"The local cloud has no provider for its own package '{name}'."))
        {
            MarkConfiguration = configuration => PackageSchemas.MarkSecrets($"pulumi:providers:{name}", configuration),
        }),
    ];
}
