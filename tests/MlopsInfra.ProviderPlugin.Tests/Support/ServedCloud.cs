using MlopsInfra.Cli.Plugins;
using MlopsInfra.LocalCloud;
using MlopsInfra.ProviderPlugin.Serving;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>A cloud in memory, one package of which is served in this process.</summary>
internal sealed class ServedCloud : IAsyncDisposable
{
    private readonly ProviderServer _server;

    private ServedCloud(EmbeddedCloud cloud, ProviderServer server)
    {
        Cloud = cloud;
        _server = server;
        Connection = new PluginConnection(server.Port);
    }

    /// <summary>The cloud.</summary>
    public EmbeddedCloud Cloud { get; }

    /// <summary>The connection to it.</summary>
    public PluginConnection Connection { get; }

    /// <summary>Serves a package.</summary>
    public static async Task<ServedCloud> StartAsync(string package = "azure-native")
    {
        var cloud = EmbeddedCloud.Open(null);
        return new ServedCloud(cloud,
            await ProviderServer.StartAsync(PluginPackages.Of(cloud).Single(known => known.Name == package),
                CancellationToken.None));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await _server.DisposeAsync();
        await Cloud.DisposeAsync();
    }
}
