using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>The engine's end of the wire on a loopback port: answers by a function, and keeps what came in.</summary>
internal sealed class RecordingEngine : IAsyncDisposable
{
    private readonly WebApplication _host;

    private RecordingEngine(WebApplication host) => _host = host;

    /// <summary>HOST:PORT, as the program gets it.</summary>
    public string Address { get; private set; } = "";

    /// <summary>In the order of arrival; neither SupportsFeature nor debug logs.</summary>
    public ConcurrentQueue<Exchange> Exchanges { get; } = new();

    /// <summary>Which features were asked for.</summary>
    public ConcurrentQueue<string> Features { get; } = new();

    public Func<string, bool> Supports { get; init; } = _ => true;

    /// <summary>Gives the answer to a call, or throws an <see cref="RpcException"/>.</summary>
    public required Func<string, IMessage, Task<IMessage>> Answer { get; init; }

    public static async Task<RecordingEngine> StartAsync(
        Func<string, IMessage, Task<IMessage>> answer, Func<string, bool>? supports = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        var holder = new EngineHolder();
        builder.Services.AddSingleton(holder);
        var host = builder.Build();
        host.MapGrpcService<MonitorService>();
        host.MapGrpcService<EngineService>();
        var engine = holder.Engine = new RecordingEngine(host) { Answer = answer, Supports = supports ?? (_ => true) };
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        engine.Address = address["http://".Length..];
        return engine;
    }

    public async Task<TResponse> HandleAsync<TResponse>(string method, IMessage request)
        where TResponse : IMessage
    {
        Exchanges.Enqueue(new Exchange(method, request));
        return (TResponse)await Answer(method, request);
    }

    /// <summary>Closes the port without waiting for open calls.</summary>
    public Task StopAbruptlyAsync() => _host.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    /// <summary>Services are made per call and need to find the engine they belong to.</summary>
    internal sealed class EngineHolder
    {
        public RecordingEngine Engine { get; set; } = null!;
    }
}
