using System.Collections.Immutable;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>Where the engine gets its providers from. One is asked for per provider resource, and one per package for the default provider.</summary>
public interface IProviderSource
{
    /// <summary>Makes a provider, not yet configured.</summary>
    /// <param name="package">The package, as in <c>azure-native</c>.</param>
    /// <param name="version">The version that the program asks for; null if it says nothing.</param>
    /// <returns>The provider; null if this source does not know the package.</returns>
    IProvider? Create(string package, string? version);

    /// <summary>
    /// Environment variables that programs need in order to deploy to these providers, as in a token that anybody may have. Default: none.
    /// </summary>
    ImmutableDictionary<string, string> ProgramEnvironment => ImmutableDictionary<string, string>.Empty;
}
