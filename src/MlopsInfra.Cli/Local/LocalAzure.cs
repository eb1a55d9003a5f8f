using Azure.Core.Pipeline;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Local;

/// <summary>The local cloud's REST side for the unmodified Azure SDK clients in this process.</summary>
internal sealed class LocalAzure : ILocalAzure
{
    private readonly EmbeddedCloud _cloud;
    private readonly LocalCloudServer _server;
    private readonly HttpMessageHandler _handler;
    private readonly HttpClientTransport _transport;

    private LocalAzure(EmbeddedCloud cloud, LocalCloudServer server)
    {
        _cloud = cloud;
        _server = server;
        _handler = server.CreateHandler();
        _transport = new HttpClientTransport(new HttpClient(_handler));
        Connection = new AzureConnection(new LocalTokenCredential(server.Tokens)) { Transport = _transport };
    }

    /// <inheritdoc/>
    public AzureConnection Connection { get; }

    /// <inheritdoc/>
    public string Fact =>
        $"Local cloud: {_cloud.Statistics.Writes} writes; REST: {_server.Requests.Count("GET")} GET, "
            + $"{_server.Requests.Count("PUT")} PUT";

    /// <summary>Starts the REST side.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="executor">How what is deployed is executed.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<LocalAzure> StartAsync(EmbeddedCloud cloud, LocalStack stack, WorkloadExecutor executor,
        CancellationToken cancellationToken) =>
        new(cloud, await LocalServers.StartAsync(cloud, stack, port: 0, executor, keysFolder: null, cancellationToken));

    /// <summary>
    /// Opens a connection, as the first request would: certificate, handshake and the code for both are then ready.
    /// </summary>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(_handler, disposeHandler: false);
        using var answer = await client.GetAsync(new Uri(Connection.Environment.Endpoint,
            "metadata/endpoints?api-version=2023-11-01"), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _server.DisposeAsync();
    }
}
