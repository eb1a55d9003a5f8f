using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin;

/// <summary>A package that can be served as a plugin.</summary>
/// <param name="Name">Its name, as in <c>azure-native</c>; the plugin is called <c>pulumi-resource-azure-native</c>.</param>
/// <param name="Version">Its version, as in <c>3.28.0</c>: what an engine is told that asks.</param>
/// <param name="ReadSchema">Reads its Pulumi package schema, a JSON text.</param>
/// <param name="CreateProvider">Makes a provider, not yet configured; called once for each plugin that is started.</param>
public sealed record PluginPackage(string Name, string Version, Func<string> ReadSchema, Func<IProvider> CreateProvider)
{
    /// <summary>Marks what is secret in the configuration of a provider, given by the schema; default: nothing.</summary>
    public Func<PropertyMap, PropertyMap> MarkConfiguration { get; init; } = configuration => configuration;
}
