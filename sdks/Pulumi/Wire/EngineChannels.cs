using Grpc.Core;
using Grpc.Net.Client;

namespace Pulumi.Wire;

/// <summary>
/// The connections to the engine: plaintext HTTP/2 on loopback, large messages, many calls at once (protocol P5, C1, C2, C5).
/// </summary>
internal sealed class EngineChannels : IDisposable
{
    private const int MaxMessageBytes = 400 * 1024 * 1024;

    private readonly GrpcChannel _monitor;
    private readonly GrpcChannel _engine;

    public EngineChannels(WireSettings settings)
    {
        _monitor = Open(settings.Monitor);
        _engine = Open(settings.Engine);
    }

    public CallInvoker Monitor => _monitor.CreateCallInvoker();

    public CallInvoker Engine => _engine.CreateCallInvoker();

    public void Dispose()
    {
        _monitor.Dispose();
        _engine.Dispose();
    }

    private static GrpcChannel Open(string address) => GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
    {
        Credentials = ChannelCredentials.Insecure,
        MaxReceiveMessageSize = MaxMessageBytes,
        MaxSendMessageSize = MaxMessageBytes,
        // The engine is asked once: it answers an error where there is one (protocol E6).
        MaxRetryAttempts = null,
        DisposeHttpClient = true,
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseProxy = false },
    });
}
