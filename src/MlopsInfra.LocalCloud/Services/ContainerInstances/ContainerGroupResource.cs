using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>Container groups: ports, network, DNS label, images that they may pull.</summary>
internal sealed class ContainerGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ContainerInstance/containerGroups";

    // "Update containers in Azure Container Instances", properties that require container delete.
    private static readonly string[] Fixed =
    [
        "properties.osType", "properties.restartPolicy", "properties.subnetIds", "zones",
        "properties.containers[].properties.resources",
    ];

    private static readonly NamingRule ContainerNames = new("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", 1, 63, "InvalidContainerName",
        "The container name '{0}' is invalid: 1 to 63 lower-case letters, digits and hyphens, not at its ends.");

    private static readonly NamingRule Labels = new("[a-z](?:[a-z0-9-]*[a-z0-9])?", 5, 63, "InvalidDnsNameLabel",
        "The DNS name label '{0}' is invalid. It must be 5 to 63 lower-case letters, digits and hyphens and begin with a "
            + "letter.");

    public override NamingRule Naming { get; init; } =
        new("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", 1, 63, "InvalidContainerGroupName",
        "The container group name '{0}' is invalid. It must be 1 to 63 lower-case letters, digits and hyphens, and begin and end "
            + "with a letter or digit.");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(44);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override bool HasDiagnosticSettings { get; init; }

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
    [
        .. Fixed.Select(path => new FixedProperty(path)
        {
            Status = 400,
            Code = "InvalidContainerGroupUpdate",
            Message = UpdateRefusal,
            IsKeptWhenLeftOut = false,
        }),
    ];

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        Arm.References.Used("properties.subnetIds[].id", "Microsoft.Network/virtualNetworks/subnets"),
        new("properties.imageRegistryCredentials[].identity", Arm.References.Identities,
            "Microsoft.ManagedIdentity/userAssignedIdentities"),
        new("properties.diagnostics.logAnalytics.workspaceResourceId", Arm.References.Missing,
            "Microsoft.OperationalInsights/workspaces"),
    ];

    /// <summary>The files of volumes of secrets: which there are is shown, what is in them is not.</summary>
    public override IEnumerable<string> SecretsIn(JsonObject body) =>
        from volume in (body.At("properties.volumes") as JsonArray ?? []).Index()
        from file in volume.Item?["secret"] as JsonObject ?? []
        select JsonPointer.Append($"/properties/volumes/{volume.Index}/secret", file.Key);

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
        LinkedRights.Check(put);
        CheckSubnet(put);
        var containers = put.Body.Objects("properties.containers").ToList();
        CheckPorts(put, containers);
        CheckLabel(put);
        CheckNames(put.Body, containers);
        foreach (var container in containers) CheckContainer(put, container);
        ContainerResources.Check(put);
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

    private static void CheckPorts(PutContext put, List<JsonObject> containers)
    {
        var open = containers.SelectMany(container => container.Objects("properties.ports"))
            .Select(port => port.Number("port")).ToHashSet();
        var closed = put.Body.Objects("properties.ipAddress.ports").Select(port => port.Number("port"))
            .FirstOrDefault(port => !open.Contains(port));
        if (closed is not null)
            throw new ArmException(400, "MissingIpAddressPorts",
                $"The port {closed} in the 'ipAddress' of container group '{put.Id.Name}' is not found in any container.",
                "properties.ipAddress.ports");
    }

    // No code of these refusals is published: they have the control plane's general one.
    private static void CheckNames(JsonObject group, List<JsonObject> containers)
    {
        var twice = containers.GroupBy(container => container.Text("name"), StringComparer.Ordinal)
            .FirstOrDefault(found => found.Count() > 1);
        if (twice is not null)
            throw new ArmException(400, "InvalidRequestContent", $"Two containers have the name '{twice.Key}'.",
                "properties.containers");
        var volumes = group.Texts("properties.volumes[].name").Select(found => found.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var container in containers)
        {
            foreach (var mount in container.Texts("properties.volumeMounts[].name").Where(each => !volumes.Contains(each.Value)))
            {
                throw new ArmException(400, "InvalidRequestContent",
                    $"The container '{container.Text("name")}' mounts the volume '{mount.Value}', which the group does not have.",
                    "properties.containers");
            }
        }
    }

    private static void CheckLabel(PutContext put)
    {
        if (put.Body.Text("properties.ipAddress.dnsNameLabel") is not { } label) return;
        if (!Labels.Allows(label)) throw Labels.Refusal(label, "properties.ipAddress.dnsNameLabel");
        var taken =
            put.OthersOfType.Any(other => label == other.Body.Text("properties.ipAddress.dnsNameLabel")
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
        if (!ContainerNames.Allows(name)) throw ContainerNames.Refusal(name, "properties.containers");
        ContainerImages.Check(put, image);
    }

    private static string UpdateRefusal(string name, string path) =>
        $"The updates on container group '{name}' are invalid ('{path}'). If you are going to update the os type, restart "
            + "policy, network profile, CPU, memory or GPU resources for a container group, you must delete it first and then "
            + "create a new one.";
}
