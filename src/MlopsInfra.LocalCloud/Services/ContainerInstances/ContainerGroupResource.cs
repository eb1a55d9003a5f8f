using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>Container groups: ports, network, DNS label, the right to pull the image.</summary>
internal sealed class ContainerGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ContainerInstance/containerGroups";

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.osType") is null)
            throw new ArmException(400, "MissingOsType", "The 'osType' of the container group is required.", "properties.osType");
        var isPublic = "Public".Equals(put.Body.Text("properties.ipAddress.type"), StringComparison.OrdinalIgnoreCase);
        var hasSubnet = put.Body.At("properties.subnetIds") is JsonArray { Count: > 0 };
        if (isPublic && hasSubnet)
            throw new ArmException(400, "IPAddressTypeNotSupported",
                "A container group in a subnet can't have a public IP address.", "properties.ipAddress.type");
        if (!hasSubnet && "Private".Equals(put.Body.Text("properties.ipAddress.type"), StringComparison.OrdinalIgnoreCase))
            throw new ArmException(400, "PrivateIPAddressNotSupported", "A private IP address needs a subnet.",
                "properties.ipAddress.type");
        CheckSubnet(put);
        CheckPorts(put);
        CheckLabel(put);
        foreach (var container in Containers(put.Body)) CheckContainer(put, container);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.instanceView", new JsonObject { ["state"] = "Running", ["events"] = new JsonArray() });
        computed.Set("properties.isCreatedFromStandbyPool", false);
        if (put.Body.At("properties.ipAddress") is not JsonObject) return;
        // Addresses of a documentation range (RFC 5737): nothing real answers there.
        computed.Set("properties.ipAddress.ip", $"203.0.113.{Convert.ToInt32(MadeUpIds.Hex(2, "address", put.Id.Value), 16)}");
        if (put.Body.Text("properties.ipAddress.dnsNameLabel") is { } label)
            computed.Set("properties.ipAddress.fqdn", $"{label}.{put.Location}.azurecontainer.io");
    }

    private static void CheckSubnet(PutContext put)
    {
        foreach (var subnet in put.Body.Texts("properties.subnetIds[].id"))
        {
            if (put.Cloud.Find(subnet.Value)
                ?.Body.Texts("properties.delegations[].properties.serviceName")
                    .Any(found => found.Value.Equals(TypeName, StringComparison.OrdinalIgnoreCase)) == false)
                throw new ArmException(400, "SubnetMissingRequiredDelegation",
                    $"Subnet {subnet.Value} requires any of the following delegation(s) [{TypeName}] to reference service "
                        + "association link.", subnet.Path);
        }
    }

    private static void CheckPorts(PutContext put)
    {
        if (put.Body.At("properties.ipAddress.ports") is not JsonArray ports) return;
        var open = Containers(put.Body).SelectMany(container => container.At("properties.ports") as JsonArray ?? [])
            .OfType<JsonObject>().Select(port => port.Number("port")).ToHashSet();
        var closed = ports.OfType<JsonObject>().Select(port => port.Number("port")).FirstOrDefault(port => !open.Contains(port));
        if (closed is not null)
            throw new ArmException(400, "MissingIpAddressPorts",
                $"The port {closed} in the 'ipAddress' of container group '{put.Id.Name}' is not found in any container.",
                "properties.ipAddress.ports");
    }

    private static void CheckLabel(PutContext put)
    {
        if (put.Body.Text("properties.ipAddress.dnsNameLabel") is not { } label) return;
        if (!new NamingRule("[a-z](?:[a-z0-9-]*[a-z0-9])?", 5, 63, "", "").Allows(label))
            throw new ArmException(400, "InvalidDnsNameLabel",
                $"The DNS name label '{label}' is invalid. It must be 5 to 63 lower-case letters, digits and hyphens and begin "
                    + "with a letter.", "properties.ipAddress.dnsNameLabel");
        var taken =
            put.Cloud.Store.OfType(TypeName).Any(other => !other.Key.Equals(put.Id.Value, StringComparison.OrdinalIgnoreCase)
            && label == other.Body.Text("properties.ipAddress.dnsNameLabel")
            && Regions.Normalize(other.Body.Text("location") ?? "") == put.Location);
        if (taken)
            throw new ArmException(409, "DnsNameLabelNotAvailable",
                $"DNS name label '{label}' in region '{put.Location}' not available.", "properties.ipAddress.dnsNameLabel");
    }

    private static void CheckContainer(PutContext put, JsonObject container)
    {
        var (name, image) = (container.Text("name") ?? "", container.Text("properties.image") ?? "");
        if (container.Number("properties.resources.requests.cpu") is not > 0
            || container.Number("properties.resources.requests.memoryInGB") is not > 0)
            throw new ArmException(400, "InvalidResourceRequests", $"The container '{name}' has to request cpu and memoryInGB.",
                "properties.containers");
        if (!new NamingRule("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", 1, 63, "", "").Allows(name))
            throw new ArmException(400, "InvalidContainerName",
                $"The container name '{name}' is invalid: 1 to 63 lower-case letters, digits and hyphens, not at its ends.",
                "properties.containers");
        var server = image.Split('/')[0];
        if (!server.EndsWith(".azurecr.io", StringComparison.OrdinalIgnoreCase)) return;
        var registry = put.Cloud.Store.FindByName("Microsoft.ContainerRegistry/registries", server[..^".azurecr.io".Length]);
        if (registry is null) throw Inaccessible(image, "The registry does not exist.");
        // Container Instances are none of the services that registries trust. A group in a subnet comes from there.
        if (new NetworkAccess(put.Cloud).RefusalOf(ResourceId.Parse(registry.Key), PlaceOf(put)) is { } refusal)
            throw Inaccessible(image, $"The registry can't be reached by the group: {refusal.Reason}.");
        var credential = (put.Body.At("properties.imageRegistryCredentials") as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(found => server.Equals(found.Text("server"), StringComparison.OrdinalIgnoreCase));
        if (credential is null) throw Inaccessible(image, "There are no registry credentials for this server.");
        CheckPull(put, credential, ResourceId.Parse(registry.Key), image);
    }

    private static CallerPlace PlaceOf(PutContext put) =>
        put.Body.Texts("properties.subnetIds[].id").Select(found => found.Value).FirstOrDefault() is { } subnet
            && ResourceId.TryParse(subnet, out var id) && id.Parent is { } network
            ? new CallerPlace.InNetwork(network.Value, subnet)
            : CallerPlace.Outside;

    private static void CheckPull(PutContext put, JsonObject credential, ResourceId registry, string image)
    {
        if (credential.Text("identity") is not { } identity)
        {
            if (put.Cloud.Find(registry.Value)?.Body.Flag("properties.adminUserEnabled") != true)
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
            || !put.Cloud.Access.IsAllowed(principal, registry, "Microsoft.ContainerRegistry/registries/pull/read",
                isDataAction: false))
            throw Inaccessible(image, $"The identity '{identity}' lacks the role AcrPull over '{registry}'.");
    }

    private static IEnumerable<JsonObject> Containers(JsonObject body) =>
        (body.At("properties.containers") as JsonArray ?? []).OfType<JsonObject>();

    private static ArmException Inaccessible(string image, string why) => new(400, "InaccessibleImage",
        $"The image '{image}' in container group is not accessible. Please check the image and registry credential. {why}",
        "properties.containers");
}
