using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>
/// Import of images. From a registry of the local cloud the image has to exist, and comes with its content; from any other it is
/// taken as existing, and has none here.
/// </summary>
internal sealed class ImageImports(ImageStore images, IResourceManager resources, NetworkAccess network,
    OperationTracker operations, OperationRoutes links, ImageEvents events, TimeProvider time)
{
    /// <summary>Imports an image.</summary>
    public async Task ImportAsync(ArmRequest request, RegistryRef registry)
    {
        var body = await request.Rest.ReadObjectAsync();
        RequireNetwork(registry.Id, registry.Id);
        var source = body["source"] as JsonObject ?? throw Invalid("The source is required.", "source");
        var name = source.Text("sourceImage") ?? throw Invalid("The source image is required.", "source.sourceImage");
        var digest = FindDigest(source, name, registry.Id);
        var targets = Targets(body, name);
        var force = body.Text("mode") == "Force";
        var now = time.GetUtcNow();
        images.Change(registry.Key, content =>
        {
            foreach (var (repository, tag) in targets)
            {
                var existing = content.Images.Find(image => image.Repository == repository && image.Tag == tag);
                if (existing is not null && !force)
                    throw new ArmException(409, "Conflict",
                        $"Tag {repository}:{tag} already exists in target registry. Use mode Force to overwrite it.");
                if (existing is { Lock.MayWrite: false })
                    throw new ArmException(409, "Conflict", $"Tag {repository}:{tag} in the target registry is locked.");
                content.Push(repository, tag, digest, now);
            }
        });
        request.Rest.Changed = true;
        foreach (var (repository, tag) in targets) events.Pushed(registry, repository, tag, digest);
        var operation =
            operations.Start(request.Rest, request.Id, "Importing", links.NewName(request.Id), new JsonObject());
        links.WriteLocation(request, operation);
        await request.Rest.AnswerAsync(202);
    }

    private static List<(string Repository, string? Tag)> Targets(JsonObject body, string source)
    {
        List<(string Repository, string? Tag)> targets =
        [
            .. body.Texts("targetTags[]").Select(tag => ImageRecord.Split(tag.Value))
                .Select(tag => (tag.Repository, (string?)tag.Tag)),
            .. body.Texts("untaggedTargetRepositories[]").Select(repository => (repository.Value, (string?)null)),
        ];
        if (targets.Count > 0) return targets;
        var (own, reference) = BaseImages.Reference(source);
        return [(own, ImageStore.IsDigest(reference) ? null : reference)];
    }

    private string FindDigest(JsonObject source, string name, ResourceId target)
    {
        var (repository, reference) = BaseImages.Reference(name);
        if (source.Text("resourceId") is not { } id)
        {
            var host =
                source.Text("registryUri") ?? throw Invalid("The source has neither resourceId nor registryUri.", "source");
            if (RegistryAt(host) is { } here) return DigestIn(here, target, repository, reference, name);
            return ImageStore.IsDigest(reference) ? reference
                : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{host}/{name}")));
        }

        if (!ResourceId.TryParse(id, out var from)) throw ArmErrors.NoId(id, "source.resourceId");
        return DigestIn(from, target, repository, reference, name);
    }

    private ResourceId? RegistryAt(string host) =>
        AzureHosts.Registry(host.Split("://")[^1].Split(':')[0].TrimEnd('/')) is { } name
        && resources.FindByName(RegistryResource.TypeName, name)?["id"] is { } id ? ResourceId.Parse(id.ToString()) : null;

    private string DigestIn(ResourceId from, ResourceId target, string repository, string reference, string name)
    {
        var found = resources.Find(from) ?? throw ArmErrors.ResourceNotFound(from);
        RequireNetwork(from, target);
        return images.Read(RegistryRef.Of(from, found, resources).Key).Find(repository, reference)
            ?? throw new ArmException(404, "ManifestUnknown",
                $"The source image '{name}' was not found in registry '{from.Name}'.");
    }

    // The service copies, not the caller: where it is no trusted service, networks that are closed stay closed to it ("Import
    // images to or from a network-restricted Azure container registry").
    private void RequireNetwork(ResourceId registry, ResourceId importer)
    {
        if (network.RefusalOf(registry, new CallerPlace.Service(importer.Value)) is not { } refusal) return;
        throw new ArmException(
            403, "Forbidden",
            $"denied: client with IP '{RegistryAddresses.Tasks}' is not allowed access. Refer https://aka.ms/acr/firewall to "
            + $"grant access. (The registry '{registry.Name}': {refusal.Reason}, and networkRuleBypassOptions lets no service of "
            + "Azure's pass.)");
    }

    private static ArmException Invalid(string message, string target) => new(400, "InvalidRequestContent", message, target);
}
