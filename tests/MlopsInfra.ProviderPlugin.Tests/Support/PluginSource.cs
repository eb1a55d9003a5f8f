using System.Collections.Concurrent;
using System.Collections.Immutable;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.ProviderPlugin.Clients;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>Providers as Pulumi's engine gets them: a plugin process for each.</summary>
internal sealed class PluginSource(LauncherFolder launchers) : IProviderSource, IAsyncDisposable
{
    private readonly ConcurrentBag<PluginProcess> _plugins = [];

    /// <summary>The packages that plugins were started for.</summary>
    public ConcurrentQueue<string> Started { get; } = new();

    /// <inheritdoc/>
    public ImmutableDictionary<string, string> ProgramEnvironment { get; } = new LocalCloudOptions().Tokens;

    /// <inheritdoc/>
    public IProvider? Create(string package, string? version)
    {
        if (!File.Exists(launchers.PathOf(package))) return null;
        // The interface is synchronous, as making a provider is where no process has to be started for it.
        var plugin = Task.Run(() => launchers.StartAsync(package)).GetAwaiter().GetResult();
        _plugins.Add(plugin);
        Started.Enqueue(package);
        return new RemoteProvider(package, plugin.Connection.Client);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in _plugins) await plugin.DisposeAsync();
    }
}
