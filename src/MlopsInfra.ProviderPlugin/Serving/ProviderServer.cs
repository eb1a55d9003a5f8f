using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MlopsInfra.ProviderPlugin.Serving;

/// <summary>
/// Serves one provider to one engine: gRPC over HTTP/2 in plain text on a free loopback port, as engines expect of plugins.
/// </summary>
public sealed class ProviderServer : IAsyncDisposable
{
    /// <summary>What engines allow themselves; gRPC's own default of 4 MB is too small for assets as text.</summary>
    private const int MaxMessageBytes = 400 * 1024 * 1024;

    /// <summary>An engine runs its steps side by side over one connection.</summary>
    private const int MaxStreamsPerConnection = 1000;

    private readonly WebApplication _application;
    private readonly ProviderService _service;

    private ProviderServer(WebApplication application, ProviderService service)
    {
        _application = application;
        _service = service;
        Port = new Uri(application.Urls.First()).Port;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="package">What to serve; a provider of its own is made for this server.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<ProviderServer> StartAsync(PluginPackage package, CancellationToken cancellationToken)
    {
        var service = new ProviderService(package);
        // The empty builder: no configuration files, no environment, no logging to the console.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxMessageBytes;
            options.MaxSendMessageSize = MaxMessageBytes;
        });
        builder.Services.AddSingleton(service);
        var application = builder.Build();
        application.MapGrpcService<ProviderService>();
        await application.StartAsync(cancellationToken);
        return new ProviderServer(application, service);
    }

    /// <summary>Stops: what is under way is cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        _service.Stop();
        // The engine is gone: there is nobody to say goodbye to.
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
        _service.Dispose();
    }

    private static void Configure(KestrelServerOptions options)
    {
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.Http2.MaxStreamsPerConnection = MaxStreamsPerConnection;
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
