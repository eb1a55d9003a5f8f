using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;

/// <summary>
/// Stands for the agent of the data collector beside a deployment: takes what the service posts to <c>/modeldata/log</c> on the
/// loopback address, as Microsoft's package does, and writes it to blobs.
/// </summary>
internal sealed class CollectionAgent : IAsyncDisposable
{
    private const string Path = "/modeldata/log";
    private const long LargestBody = 32 * 1024 * 1024;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly WebApplication _host;
    private readonly DataCollection _collection;
    private readonly CollectedBlobs _blobs;
    private readonly DeploymentPlan _plan;
    private readonly IReadOnlyList<string> _writers;
    private readonly WorkloadLog _log;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTimeOffset _said = DateTimeOffset.MinValue;
    private int _notWritten;

    private CollectionAgent(WebApplication host, DataCollection collection, CollectedBlobs blobs, DeploymentPlan plan,
        IReadOnlyList<string> writers, WorkloadLog log, TimeProvider time)
    {
        (_host, _collection, _blobs, _plan, _writers, _log, _time) = (host, collection, blobs, plan, writers, log, time);
        host.Run(HandleAsync);
    }

    /// <summary>The port that it listens at.</summary>
    public int Port { get; private set; }

    /// <summary>Starts one.</summary>
    /// <param name="collection">What is collected.</param>
    /// <param name="blobs">Writes it.</param>
    /// <param name="plan">The deployment.</param>
    /// <param name="writers">Object ids of the identities of the endpoint.</param>
    /// <param name="log">The deployment's output, which is told what could not be written.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<CollectionAgent> StartAsync(DataCollection collection, CollectedBlobs blobs, DeploymentPlan plan,
        IReadOnlyList<string> writers, WorkloadLog log, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var agent = new CollectionAgent(builder.Build(), collection, blobs, plan, writers, log, time);
        try
        {
            await agent._host.StartAsync(cancellationToken);
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }

        var addresses = agent._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        agent.Port = new Uri(addresses.Addresses.First()).Port;
        return agent;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        if (request.Path != Path || !HttpMethods.IsPost(request.Method))
        {
            response.StatusCode = request.Path == Path ? 405 : 404;
            return;
        }

        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, http.RequestAborted);
        var wrong = CollectedEvent.Read(name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null,
            body.ToArray(), _plan.Id.Value, _time.GetUtcNow(), out var collected);
        if (wrong is not null)
        {
            response.StatusCode = 400;
            await response.WriteAsync(wrong, http.RequestAborted);
            return;
        }

        // A collection that nobody asked for is dropped. What can't be written is, too: the agent has taken it.
        foreach (var target in _collection.Targets.Where(target => target.Name == collected!.Collection))
        {
            if (_blobs.Write(collected!, target.Place, _plan.InstanceName, _writers) is { } why) Say(target.Name, why);
        }
    }

    private void Say(string collection, string why)
    {
        lock (_gate)
        {
            _notWritten++;
            if (_time.GetUtcNow() - _said < Silence) return;
            _said = _time.GetUtcNow();
            _log.WriteLine($"The data collector could not write {_notWritten} events so far, the last one "
                + $"to '{collection}': {why}.");
        }
    }
}
