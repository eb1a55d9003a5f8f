using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>Carries one build out: its context, its Dockerfile, the image, its names.</summary>
internal sealed class ImageBuild(ImageStore images, BlobStore blobs, NetworkAccess network, BaseImages bases,
    DockerImageBuild docker,
    LocalCloudServerOptions options, TimeProvider time)
{
    /// <summary>Builds.</summary>
    /// <returns>The tags that it gave; none where nothing is to be pushed.</returns>
    /// <exception cref="DockerfileException">It can't be built.</exception>
    public async Task<IReadOnlyList<ImageRecord>> RunAsync(RegistryRef registry, ImageRun run, BuildRequest request, BuildLog log,
        CancellationToken cancellationToken)
    {
        log.Stamp("Downloading source code...");
        await using var content = OpenContext(registry, request);
        var context = await BuildContext.ReadAsync(content, images.Contents, cancellationToken);
        log.Stamp("Finished downloading source code");
        log.Stamp($"Logging in to registry: {registry.LoginServer}");
        RequireNetwork(registry);
        log.Stamp($"Successfully logged into {registry.LoginServer}");
        var names = request.Names.Select(name => ImageNames.Read(name, registry, run)).ToList();
        log.Stamp($"Executing step ID: build. Timeout(sec): {request.Timeout.TotalSeconds}, Working directory: '', Network: ''");
        var dockerfile = DockerfileReader.Read(FindDockerfile(context, request.Dockerfile), request.Dockerfile);
        var input = new BuildInput(request.Arguments, request.Target, request.OperatingSystem, request.Architecture,
            name => bases.Find(name, registry, request.Servers));
        // Docker tells what it does itself; what is recorded beside it is what gives the image its digest.
        var isBuilt = options.Executor == WorkloadExecutor.Container;
        var recorder = new ImageRecorder(images, context, input, isBuilt ? _ => { } : log.Say);
        var image = await recorder.RecordAsync(dockerfile, cancellationToken);
        var digest = images.Keep(image);
        if (isBuilt) await BuildAsync(registry, request, names, digest, log, cancellationToken);
        else Tell(image, digest, log);
        return request.IsPushed ? Push(registry, names, digest, log) : [];
    }

    private async Task BuildAsync(RegistryRef registry, BuildRequest request, List<(string Repository, string Tag)> names,
        string digest, BuildLog log, CancellationToken cancellationToken)
    {
        var tags = names.Select(name => $"{registry.LoginServer}/{name.Repository}:{name.Tag}")
            .Prepend(ImageManifest.DockerTag(digest));
        await using var context = OpenContext(registry, request);
        await docker.BuildAsync(context, request, [.. tags], log, cancellationToken);
        log.Say($"Built by Docker; the registry has what is recorded of it, as {digest}.");
    }

    private static void Tell(RecordedImage image, string digest, BuildLog log)
    {
        var skipped = image.Steps.Count(step => step.NotExecuted is not null);
        log.Say($"Recorded, not built, as {digest}: {image.Files().Count} files and folders, {skipped} instructions not "
            + "executed.");
    }

    private IReadOnlyList<ImageRecord> Push(RegistryRef registry, List<(string Repository, string Tag)> names, string digest,
        BuildLog log)
    {
        var now = time.GetUtcNow();
        images.Change(registry.Key, content =>
        {
            foreach (var (repository, tag) in names)
            {
                if (content.Images.Find(image => image.Repository == repository && image.Tag == tag) is { Lock.MayWrite: false })
                    throw new DockerfileException($"denied: The operation is disallowed on this registry, repository or image. "
                        + "View troubleshooting steps at "
                        + "https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation "
                        + $"({repository}:{tag} is locked)");
                content.Push(repository, tag, digest, now);
            }
        });
        foreach (var (repository, tag) in names) log.Stamp($"Recorded {repository}:{tag} in {registry.LoginServer}");
        return [.. names.Select(name => new ImageRecord(name.Repository, name.Tag, digest) { Created = now, Updated = now })];
    }

    private Stream OpenContext(RegistryRef registry, BuildRequest request)
    {
        if (request.Source.Contains("://", StringComparison.Ordinal))
            throw new DockerfileException(
                $"failed to download context: the source '{request.Source}' is outside of the local cloud, which reaches nothing "
                    + "outside");
        var blob = blobs.Open(BlobAccounts.TasksAccount, registry.Key, DateTimeOffset.UnixEpoch).Find(request.Source)
            ?? throw new DockerfileException(
                $"failed to download context: there is no '{request.Source}'; it was never uploaded");
        return blobs.Contents.Open(blob.Hash);
    }

    private static string FindDockerfile(BuildContext context, string path) =>
        context.All.TryGetValue(ImagePaths.Clean(path), out var file) && file.Kind == ImageFileKind.File ? context.Text(file)
            : throw new DockerfileException($"unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat "
                + $"/workspace/{ImagePaths.Clean(path)}: no such file or directory");

    // The build's machine stands outside of every network, and a quick run has no identity that trusted services could be told
    // by: so it has no way into a registry that is closed (Azure/acr 603, 662).
    private void RequireNetwork(RegistryRef registry)
    {
        if (network.RefusalOf(registry.Id, new CallerPlace.Internet(RegistryAddresses.Tasks)) is not { } refusal) return;
        throw new DockerfileException(
            "failed to login, ran out of retries: failed to set docker credentials: Error response from daemon: Get "
            + $"\"https://{registry.LoginServer}/v2/\": "
            + $"denied: client with IP '{RegistryAddresses.Tasks}' is not allowed access. Refer https://aka.ms/acr/firewall to "
            + $"grant access ({refusal.Reason})");
    }
}
