using System.Collections.Concurrent;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// The providers of a deployment: explicit ones by URN, a default one per package and version, and those that only the state
/// names.
/// </summary>
internal sealed class ProviderRegistry(DeploymentRun run)
{
    /// <summary>Types of provider resources begin with this.</summary>
    public const string TypePrefix = "pulumi:providers:";

    private static readonly string[] EngineKeys = ["version", "pluginDownloadURL"];

    private readonly ConcurrentDictionary<PackageKey, Lazy<Task<ConfiguredProvider>>> _defaults = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<ConfiguredProvider>>> _byUrn = new(StringComparer.Ordinal);

    /// <summary>Whether a record is a default provider: it is the engine's own, and no step of anybody.</summary>
    public static bool IsDefault(ResourceRecord record) =>
        record.Type.StartsWith(TypePrefix, StringComparison.Ordinal) && record.Parent is null
            && Urn.NameOf(record.Urn).StartsWith("default", StringComparison.Ordinal);

    /// <summary>The provider of a resource or an invoke: the one that it names, or its package's default one.</summary>
    /// <exception cref="DeploymentException">There is none.</exception>
    public Task<ConfiguredProvider> GetAsync(string? reference, PackageKey package) =>
        string.IsNullOrEmpty(reference) ? DefaultAsync(package) : ByUrnAsync(ProviderReference.UrnOf(reference), package);

    /// <summary>The provider of a resource in the state.</summary>
    public Task<ConfiguredProvider> GetAsync(ResourceRecord record) =>
        GetAsync(record.Provider, new PackageKey(Urn.PackageOf(record.Type), null));

    /// <summary>Configures the provider of a provider resource and keeps it under its URN.</summary>
    /// <exception cref="DeploymentException">Nobody serves the package.</exception>
    public async Task<ConfiguredProvider> ConfigureAsync(string urn, string? id, string type, PropertyMap inputs)
    {
        var provider = await ConfigureAsync(type[TypePrefix.Length..],
            (inputs.GetValueOrDefault("version") as PropertyValue.Text)?.Value, inputs);
        var configured = new ConfiguredProvider(provider, $"{urn}::{id ?? Signatures.Unknown}", inputs);
        _byUrn[urn] = new Lazy<Task<ConfiguredProvider>>(Task.FromResult(configured));
        return configured;
    }

    private Task<ConfiguredProvider> ByUrnAsync(string urn, PackageKey package)
    {
        var current = run.Ledger.Current(urn);
        if (_byUrn.TryGetValue(current, out var known)) return known.Value;
        if (!run.Ledger.TryGet(current, out var record))
        {
            throw new DeploymentException(DeploymentErrorCodes.InvalidRegistration,
                $"There is no provider {urn}; a resource of package '{package.Name}' names it.", urn);
        }

        return _byUrn.GetOrAdd(current, _ => new Lazy<Task<ConfiguredProvider>>(() => FromStateAsync(record))).Value;
    }

    private async Task<ConfiguredProvider> FromStateAsync(ResourceRecord record)
    {
        var provider = await ConfigureAsync(record.Type[TypePrefix.Length..],
            (record.Inputs.GetValueOrDefault("version") as PropertyValue.Text)?.Value, record.Inputs);
        return new ConfiguredProvider(provider, $"{record.Urn}::{record.Id}", record.Inputs);
    }

    private Task<ConfiguredProvider> DefaultAsync(PackageKey package) =>
        _defaults.GetOrAdd(package, key => new Lazy<Task<ConfiguredProvider>>(() => ConfigureDefaultAsync(key))).Value;

    private async Task<ConfiguredProvider> ConfigureDefaultAsync(PackageKey package)
    {
        var inputs = DefaultInputs(package);
        var provider = await ConfigureAsync(package.Name, package.Version, inputs);
        var name = package.Version is null ? "default" : $"default_{package.Version.Replace('.', '_')}";
        var urn = run.UrnOf(null, TypePrefix + package.Name, name);
        run.Resources.TryTake(urn, out var old);
        var id = old?.Id ?? (run.IsPreview ? Signatures.Unknown : Guid.NewGuid().ToString());
        if (!run.IsPreview)
        {
            var record = (old
                ?? new ResourceRecord { Urn = urn, Type = TypePrefix + package.Name, Custom = true,
                    Created = DateTimeOffset.UtcNow }) with
            {
                Id = id,
                Inputs = inputs,
                Outputs = inputs,
            };
            await run.Ledger.PutAsync(record);
        }

        return new ConfiguredProvider(provider, $"{urn}::{id}", inputs);
    }

    /// <summary>The configuration keys of the package's namespace, as in <c>azure-native:location</c>.</summary>
    private PropertyMap DefaultInputs(PackageKey package)
    {
        var prefix = $"{package.Name}:";
        var configuration = run.Setup.Configuration;
        var inputs = configuration.Values
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(
                entry.Key[prefix.Length..],
                configuration.SecretKeys.Contains(entry.Key)
                    ? new PropertyValue.Secret(entry.Value) : (PropertyValue)entry.Value));
        var all = new PropertyMap(package.Version is null
            ? inputs : inputs.Append(KeyValuePair.Create<string, PropertyValue>("version", package.Version)));
        return run.Setup.Providers.MarkSecrets(TypePrefix + package.Name, all);
    }

    private async Task<IProvider> ConfigureAsync(string package, string? version, PropertyMap inputs)
    {
        var provider = run.Setup.Providers.Create(package, version) ?? throw new DeploymentException(
            DeploymentErrorCodes.UnknownPackage, $"No provider for the package '{package}' is known to this engine.", package);
        var configuration = EngineKeys.Aggregate(SecretMarks.Remove(ProviderInputs.Of(inputs)), (map, key) => map.Without(key));
        await run.Gate.RunAsync(null, async token =>
        {
            await provider.ConfigureAsync(configuration, token);
            return true;
        });
        return provider;
    }
}
