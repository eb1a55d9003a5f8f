using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>
/// Import of images. No layer is copied. From a registry of the local cloud the image has to exist; from any other it is taken
/// as existing.
/// </summary>
internal sealed class ImageImports(ImageStore images, IResourceManager resources, NetworkAccess network,
    OperationTracker operations, OperationRoutes links)
{
    public async Task ImportAsync(ArmRequest request, RegistryRef registry)
    {
        var body = await request.Rest.ReadObjectAsync();
        RequireNetwork(registry.Id, registry.Id);
        var source = body["source"] as JsonObject ?? throw Invalid("The source is required.", "source");
        var name = (string?)source["sourceImage"] ?? throw Invalid("The source image is required.", "source.sourceImage");
        var digest = FindDigest(source, name, registry.Id);
        var targets = (body["targetTags"] as JsonArray ?? []).Select(tag => ImageRecord.Split(tag!.ToString())).ToList();
        if (targets.Count == 0) targets.Add(ImageRecord.Split(name));
        var force = (string?)body["mode"] == "Force";
        images.Change(registry.Key, content =>
        {
            foreach (var (repository, tag) in targets)
            {
                if (!force && content.Images.Any(image => image.Repository == repository && image.Tag == tag))
                {
                    throw new ArmException(409, "Conflict",
                        $"Tag {repository}:{tag} already exists in target registry. Use mode Force to overwrite it.");
                }

                content.Images.RemoveAll(image => image.Repository == repository && image.Tag == tag);
                content.Images.Add(new ImageRecord(repository, tag, digest));
            }
        });
        request.Rest.Changed = true;
        var operation =
            operations.Start(request.Rest, request.Id, "Importing", links.NewName(request.Id), new JsonObject());
        links.WriteLocation(request, operation);
        await request.Rest.AnswerAsync(202);
    }

    private string FindDigest(JsonObject source, string name, ResourceId target)
    {
        if ((string?)source["resourceId"] is not { } id)
        {
            var host =
                (string?)source["registryUri"] ?? throw Invalid("The source has neither resourceId nor registryUri.", "source");
            return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{host}/{name}")));
        }

        if (!ResourceId.TryParse(id, out var from)) throw ArmErrors.NoId(id, "source.resourceId");
        var found = resources.Find(from) ?? throw ArmErrors.ResourceNotFound(from);
        RequireNetwork(from, target);
        var (repository, tag) = ImageRecord.Split(name);
        return images.Read(RegistryRef.Of(from, found, resources).Key).Images
            .FirstOrDefault(image => image.Repository == repository && image.Tag == tag)?.Digest
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
