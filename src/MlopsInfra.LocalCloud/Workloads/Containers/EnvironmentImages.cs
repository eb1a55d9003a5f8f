using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace MlopsInfra.LocalCloud.Workloads.Containers;

/// <summary>
/// Images of environments: the one that an environment names, with the packages of its conda file where it has one. As in Azure
/// that image is built once, and building it asks the package indexes for the packages.
/// </summary>
internal sealed class EnvironmentImages(DockerDaemon docker)
{
    private const string Dockerfile = """
        FROM $BASE
        COPY conda.yml /opt/mlops/conda.yml
        RUN conda env create --quiet --prefix /opt/mlops/env --file /opt/mlops/conda.yml
        ENV PATH=/opt/mlops/env/bin:$PATH CONDA_PREFIX=/opt/mlops/env
        """;

    /// <summary>The image to run.</summary>
    /// <param name="image">The base image.</param>
    /// <param name="conda">The conda file; null for none.</param>
    /// <param name="log">Is told of a build.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WorkloadException">It can't be built.</exception>
    public async Task<string> FindAsync(string image, string? conda, WorkloadLog log, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(conda)) return image;
        await docker.RequireAsync(cancellationToken);
        var tag =
            $"mlops-environment:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{image}\n{conda}")))[..16]}";
        if (await IsThereAsync(tag, cancellationToken)) return tag;
        log.WriteLine($"[local cloud] Building the image '{tag}' of '{image}' with the environment's conda file.");
        await using var context =
            await ContextAsync(Dockerfile.Replace("$BASE", image, StringComparison.Ordinal), conda, cancellationToken);
        try
        {
            await docker.BuildAsync(new ImageBuildParameters { Tags = [tag] }, context, log.WriteLine, cancellationToken);
        }
        catch (WorkloadException exception)
        {
            throw new WorkloadException($"The environment's image can't be built: {exception.Message}", exception);
        }

        return tag;
    }

    private async Task<bool> IsThereAsync(string tag, CancellationToken cancellationToken)
    {
        try
        {
            await docker.Client.Images.InspectImageAsync(tag, cancellationToken);
            return true;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static async Task<Stream> ContextAsync(string dockerfile, string conda, CancellationToken cancellationToken)
    {
        var context = new MemoryStream();
        await using (var tar = new TarWriter(context, leaveOpen: true))
        {
            foreach (var (name, text) in ((string, string)[])[("Dockerfile", dockerfile), ("conda.yml", conda)])
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                }, cancellationToken);
        }

        context.Position = 0;
        return context;
    }
}
