using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>Whether a container group gets an image out of its registry: over the network, and with the right to pull.</summary>
internal static class ContainerImages
{
    /// <summary>Refuses an image of a registry of Azure that the group can't pull.</summary>
    /// <param name="put">The PUT of the group.</param>
    /// <param name="image">The image, with its registry's server.</param>
    public static void Check(PutContext put, string image)
    {
        var server = image.Split('/')[0];
        if (!server.EndsWith(".azurecr.io", StringComparison.OrdinalIgnoreCase)) return;
        var registry = put.Cloud.Store.FindByName("Microsoft.ContainerRegistry/registries", server[..^".azurecr.io".Length]);
        if (registry is null) throw Inaccessible(image, "The registry does not exist.");
        var credential = put.Body.Objects("properties.imageRegistryCredentials")
            .FirstOrDefault(found => server.Equals(found.Text("server"), StringComparison.OrdinalIgnoreCase));
        if (Refusal(put, ResourceId.Parse(registry.Key), credential) is { } refusal)
            throw Inaccessible(image, $"The registry can't be reached by the group: {refusal.Reason}.");
        if (credential is null) throw Inaccessible(image, "There are no registry credentials for this server.");
        CheckPull(put, credential, registry, image);
    }

    // A group in a subnet comes from there. Container Instances are a service that registries trust, where an identity pulls
    // ("Allow trusted services to securely access a network-restricted container registry").
    private static NetworkRefusal? Refusal(PutContext put, ResourceId registry, JsonObject? credential)
    {
        var network = new NetworkAccess(put.Cloud);
        var refusal = network.RefusalOf(registry, PlaceOf(put));
        return refusal is null || credential?.Text("identity") is null
            ? refusal
            : network.RefusalOf(registry, new CallerPlace.Service(put.Id.Value)) is null ? null : refusal;
    }

    private static CallerPlace PlaceOf(PutContext put) =>
        put.Body.Texts("properties.subnetIds[].id").Select(found => found.Value).FirstOrDefault() is { } subnet
            && ResourceId.TryParse(subnet, out var id) && id.Parent is { } network
            ? new CallerPlace.InNetwork(network.Value, subnet)
            : CallerPlace.Outside;

    private static void CheckPull(PutContext put, JsonObject credential, StoredResource registry, string image)
    {
        if (credential.Text("identity") is not { } identity)
        {
            if (registry.Body.Flag("properties.adminUserEnabled") != true)
                throw Inaccessible(image, "The registry's admin user is disabled, so a user name and a password can't be used.");
            return;
        }

        if (!put.Body.Texts("identity.userAssignedIdentities{}")
            .Any(found => found.Value.Equals(identity, StringComparison.OrdinalIgnoreCase)))
            throw new ArmException(400, "InvalidImageRegistryIdentity",
                $"The identity in the 'imageRegistryCredentials' of container group '{put.Id.Name}' not found in container group "
                    + "identity list.", "properties.imageRegistryCredentials");
        var principal = Principals.OfIdentity(put.Cloud, identity);
        if (principal is null
            || !put.Cloud.Access.IsAllowed(principal, ResourceId.Parse(registry.Key),
                "Microsoft.ContainerRegistry/registries/pull/read", isDataAction: false))
            throw Inaccessible(image, $"The identity '{identity}' lacks the role AcrPull over '{registry.Key}'.");
    }

    /// <summary>The refusal of a group whose image can't be pulled.</summary>
    public static ArmException Inaccessible(string image, string why) => new(400, "InaccessibleImage",
        $"The image '{image}' in container group is not accessible. Please check the image and registry credential. {why}",
        "properties.containers");
}
