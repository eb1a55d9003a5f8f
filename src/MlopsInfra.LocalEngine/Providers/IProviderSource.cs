using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>
/// Where the engine gets its providers from. One is asked for per provider resource, and one per package for the default
/// provider.
/// </summary>
public interface IProviderSource
{
    /// <summary>Makes a provider, not yet configured.</summary>
    /// <param name="package">The package, as in <c>azure-native</c>.</param>
    /// <param name="version">The version that the program asks for; null if it says nothing.</param>
    /// <returns>The provider; null if this source does not know the package.</returns>
    IProvider? Create(string package, string? version);

    /// <summary>
    /// Marks what the schema of a package calls secret, whether the program and the configuration do so or not: it is encrypted
    /// wherever it is written. Default: nothing.
    /// </summary>
    /// <param name="type">The type token of a resource, or of a provider as in <c>pulumi:providers:github</c>.</param>
    /// <param name="values">Inputs, outputs or configuration.</param>
    PropertyMap MarkSecrets(string type, PropertyMap values) => values;

    /// <summary>
    /// Environment variables that programs need in order to deploy to these providers, as in a token that anybody may have.
    /// Default: none.
    /// </summary>
    ImmutableDictionary<string, string> ProgramEnvironment => ImmutableDictionary<string, string>.Empty;
}
