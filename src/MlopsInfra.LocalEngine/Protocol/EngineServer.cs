using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalEngine.Deployments;

namespace MlopsInfra.LocalEngine.Protocol;

/// <summary>
/// Serves the resource monitor and the engine to one program: gRPC over HTTP/2 in plain text on a free loopback port.
/// </summary>
internal sealed class EngineServer : IEngineServer
{
    /// <summary>What both SDKs allow themselves; gRPC's own default of 4 MB is too small for assets as text.</summary>
    private const int MaxMessageBytes = 400 * 1024 * 1024;

    /// <summary>Programs ask for all of their resources at once: more streams mean fewer connections.</summary>
    private const int MaxStreamsPerConnection = 1000;

    private const int WindowBytes = 8 * 1024 * 1024;
    private readonly WebApplication _application;

    private EngineServer(WebApplication application, string address)
    {
        _application = application;
        Address = address;
    }

    /// <inheritdoc/>
    public string Address { get; }

    /// <summary>Starts listening.</summary>
    public static async Task<IEngineServer> StartAsync(ProgramSession session, CancellationToken cancellationToken)
    {
        // The empty builder: no configuration files, no environment, no logging to the console.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxMessageBytes;
            options.MaxSendMessageSize = MaxMessageBytes;
        });
        builder.Services.AddSingleton(new ResourceMonitorService(session));
        builder.Services.AddSingleton(new EngineService(session));
        var application = builder.Build();
        application.MapGrpcService<ResourceMonitorService>();
        application.MapGrpcService<EngineService>();
        try
        {
            await application.StartAsync(cancellationToken);
            var address = new Uri(application.Urls.First());
            // The program connects in the same way; it can only crash.
            using (var probe = new TcpClient()) await probe.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
            return new EngineServer(application, address.Authority);
        }
        catch (SocketException exception)
        {
            await application.DisposeAsync();
            throw new DeploymentException(DeploymentErrorCodes.NetworkUnavailable,
                $"The program can't be spoken to over the loopback network: {exception.Message}. Look whether it is up ('ip "
                    + "link set lo up'), and whether there are free ports and open files left. Nothing was done.",
                null, exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The program is gone: there is nobody to say goodbye to.
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions options)
    {
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.Http2.MaxStreamsPerConnection = MaxStreamsPerConnection;
        options.Limits.Http2.InitialConnectionWindowSize = WindowBytes;
        options.Limits.Http2.InitialStreamWindowSize = WindowBytes;
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
