using Docker.DotNet.Models;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Containers;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>Builds an image by the Docker daemon of this machine, its RUN instructions included.</summary>
internal sealed class DockerImageBuild(DockerDaemon docker)
{
    /// <summary>Builds.</summary>
    /// <param name="context">The tar of the context.</param>
    /// <param name="request">What is to be built.</param>
    /// <param name="tags">The names that Docker has it by afterwards.</param>
    /// <param name="log">Takes Docker's output.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DockerfileException">It can't be built.</exception>
    public async Task BuildAsync(Stream context, BuildRequest request, IReadOnlyList<string> tags, BuildLog log,
        CancellationToken cancellationToken)
    {
        var parameters = new ImageBuildParameters
        {
            Dockerfile = request.Dockerfile,
            Tags = [.. tags],
            BuildArgs = request.Arguments.ToDictionary(),
            Target = request.Target!,
        };
        try
        {
            await docker.BuildAsync(parameters, context, log.Say, cancellationToken);
        }
        catch (WorkloadException exception)
        {
            throw new DockerfileException(exception.Message);
        }
    }
}
