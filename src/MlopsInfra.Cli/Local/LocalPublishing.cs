using Azure.Core.Pipeline;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Publishing;
using MlopsInfra.Contract;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Local;

/// <summary>The post-deploy step against the local cloud's REST side, through the unmodified Azure SDK clients.</summary>
internal sealed class LocalPublishing : IAsyncDisposable
{
    private readonly EmbeddedCloud _cloud;
    private readonly LocalCloudServer _server;
    private readonly HttpClientTransport _transport;

    private LocalPublishing(EmbeddedCloud cloud, LocalCloudServer server)
    {
        _cloud = cloud;
        _server = server;
        _transport = new HttpClientTransport(new HttpClient(server.CreateHandler()));
    }

    /// <summary>What was asked and written, in one line.</summary>
    public string Fact => $"Local cloud: {_cloud.Statistics.Writes} writes; REST: {_server.Requests.Count("GET")} GET, {_server.Requests.Count("PUT")} PUT";

    /// <summary>Starts the REST side.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<LocalPublishing> StartAsync(EmbeddedCloud cloud, LocalStack stack, CancellationToken cancellationToken) =>
        new(cloud, await LocalServers.StartAsync(cloud, stack, port: 0, cancellationToken));

    /// <summary>Publishes a pipeline.</summary>
    /// <param name="outputs">The environment.</param>
    /// <param name="folder">The pipeline.</param>
    /// <param name="dryRun">Only say what is missing.</param>
    /// <param name="output">Is told what happens.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<PublishedReport> RunAsync(EnvironmentOutputs outputs, PipelineFolder folder, bool dryRun, IRunOutput output, CancellationToken cancellationToken)
    {
        var connection = new AzureConnection(new LocalTokenCredential(_server.Tokens)) { Transport = _transport };
        return PipelinePublishing.RunAsync(connection, outputs, folder, dryRun, output, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _server.DisposeAsync();
    }
}
