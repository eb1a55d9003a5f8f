using System.Collections.Concurrent;
using System.Collections.Immutable;
using Grpc.Net.Client;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.ProviderPlugin.Clients;

/// <summary>The providers that the host of a store serves, for the local engine in another process.</summary>
/// <param name="folder">The store's folder.</param>
/// <param name="packages">The packages that are served.</param>
/// <param name="environment">Environment variables that programs need in order to deploy to these providers.</param>
/// <param name="markSecrets">Marks what the packages' schemas call secret in the values of a type.</param>
public sealed class HostedProviders(
    string folder, IReadOnlyCollection<string> packages, ImmutableDictionary<string, string> environment,
    Func<string, PropertyMap, PropertyMap> markSecrets) : IProviderSource, IDisposable
{
    private const int MaxMessageBytes = 400 * 1024 * 1024;

    private readonly ConcurrentBag<IDisposable> _open = [];

    /// <inheritdoc/>
    public ImmutableDictionary<string, string> ProgramEnvironment => environment;

    /// <inheritdoc/>
    public PropertyMap MarkSecrets(string type, PropertyMap values) => markSecrets(type, values);

    /// <inheritdoc/>
    /// <exception cref="PluginHostException">The host has ended.</exception>
    public IProvider? Create(string package, string? version)
    {
        if (!packages.Contains(package)) return null;
        // The interface is synchronous, as making a provider is where nobody has to be asked for it.
        var lease = Task.Run(() => PluginLease.TakeAsync(folder, package, _ => Task.FromResult(Gone()), TimeSpan.Zero,
            CancellationToken.None)).GetAwaiter().GetResult();
        _open.Add(lease);
        var channel = GrpcChannel.ForAddress(
            $"http://127.0.0.1:{lease.Port}",
            new GrpcChannelOptions { MaxReceiveMessageSize = MaxMessageBytes, MaxSendMessageSize = MaxMessageBytes });
        _open.Add(channel);
        return new RemoteProvider(package, new Wire.ResourceProvider.ResourceProviderClient(channel));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var open in _open) open.Dispose();
    }

    private HostStart Gone() =>
        new(new PluginHostException("HostLost", $"The process that served the local cloud in '{folder}' has ended."),
            IsTaken: false);
}
