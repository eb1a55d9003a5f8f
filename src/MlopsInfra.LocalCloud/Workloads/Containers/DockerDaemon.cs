using System.Net.Sockets;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace MlopsInfra.LocalCloud.Workloads.Containers;

/// <summary>The Docker daemon of this machine: by <c>DOCKER_HOST</c>, the current context, or the usual socket.</summary>
internal sealed class DockerDaemon : IDisposable
{
    private readonly Lazy<IDockerClient> _client;

    /// <param name="address">Where it is; null for where Docker's own client finds it.</param>
    public DockerDaemon(Uri? address = null) => _client = new Lazy<IDockerClient>(() =>
    {
        var builder = new DockerClientBuilder();
        return (address is null ? builder : builder.WithEndpoint(address)).Build();
    });

    /// <summary>A client for it.</summary>
    public IDockerClient Client => _client.Value;

    /// <summary>Refuses where no daemon answers.</summary>
    /// <exception cref="WorkloadException">None does.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Client.System.PingAsync(cancellationToken);
        }
        catch (Exception exception) when (IsUnreachable(exception))
        {
            throw new WorkloadException(
                $"No Docker daemon answers here ({exception.Message}). Start it, or execute as processes: "
                + "'--executor process'.", exception);
        }
    }

    /// <summary>Builds an image.</summary>
    /// <param name="parameters">What is to be built, and the names that it gets.</param>
    /// <param name="context">The tar of the context.</param>
    /// <param name="line">Takes the lines of its output.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WorkloadException">It can't be built.</exception>
    public async Task BuildAsync(ImageBuildParameters parameters, Stream context, Action<string> line,
        CancellationToken cancellationToken)
    {
        await RequireAsync(cancellationToken);
        string? failure = null;
        try
        {
            await Client.Images.BuildImageFromDockerfileAsync(parameters, context, [], new Dictionary<string, string>(),
                new Output(message =>
                {
                    if (message.Stream is { Length: > 0 } text) line(text.TrimEnd('\n'));
                    failure ??= message.Error?.Message;
                }), cancellationToken);
        }
        catch (DockerApiException exception)
        {
            throw new WorkloadException(exception.Message, exception);
        }

        if (failure is not null) throw new WorkloadException(failure);
    }

    /// <summary>Whether an exception says that the daemon can't be reached.</summary>
    public static bool IsUnreachable(Exception exception) =>
        exception is HttpRequestException or TimeoutException or SocketException or IOException or DockerApiException
            or InvalidOperationException;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    // Progress<T> would report in another order, and later.
    private sealed class Output(Action<JSONMessage> report) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value) => report(value);
    }
}
