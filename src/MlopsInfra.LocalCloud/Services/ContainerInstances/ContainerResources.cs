using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>
/// How much a container group may have, by "Resource availability and quota limits for ACI": hard limits, which no request
/// raises.
/// </summary>
internal static class ContainerResources
{
    /// <summary>The cores that a group has at most.</summary>
    public const int MostCores = 31;

    /// <summary>The memory that a group has at most, in GB.</summary>
    public const int MostMemory = 240;

    private const string Containers = "properties.containers";
    private static readonly (string Name, string Path)[] Kinds = [("Cpu", "cpu"), ("MemoryInGB", "memoryInGB")];

    // No report of these refusals was found, so their code is the general one.
    private static readonly (string Path, int Most, string What)[] Counts =
        [(Containers, 60, "containers"), ("properties.volumes", 20, "volumes"),
            ("properties.ipAddress.ports", 5, "ports per IP address")];

    /// <summary>Refuses a group that asks for more than there is, and limits that don't go with the requests.</summary>
    /// <exception cref="ArmException">The group can't be had.</exception>
    public static void Check(PutContext put)
    {
        foreach (var (path, most, what) in Counts)
        {
            if (put.Body.At(path) is JsonArray list && list.Count > most)
                throw new ArmException(400, "InvalidRequestContent",
                    $"The container group '{put.Id.Name}' has {list.Count} {what}; the limit is {most}.", path);
        }

        var containers = put.Body.Objects(Containers).ToList();
        CheckSum(put, containers);
        foreach (var container in containers) CheckLimits(put, container, containers);
    }

    private static void CheckSum(PutContext put, List<JsonObject> containers)
    {
        var (cpu, memory) = (Requested(containers, "cpu"), Requested(containers, "memoryInGB"));
        var (mostCpu, mostMemory) = put.Body.Text("properties.sku")?.ToUpperInvariant() switch
        {
            "CONFIDENTIAL" => (31, 180),
            _ when "Spot".Equals(put.Body.Text("properties.priority"), StringComparison.OrdinalIgnoreCase) => (4, 16),
            _ => (MostCores, MostMemory),
        };
        if (cpu <= mostCpu && memory <= mostMemory) return;
        // The words are from github.com/virtual-kubelet/virtual-kubelet/issues/592; the limits in brackets are added.
        throw new ArmException(409, "ServiceUnavailable",
            $"The requested resource is not available in the location '{put.Location}' at this moment. Please retry with a "
                + $"different resource request or in another location. Resource requested: '{Text(cpu)}' CPU '{Text(memory)}' GB "
                + $"memory '{put.Body.Text("properties.osType")}' OS (at most {mostCpu} CPU and {mostMemory} GB)", Containers);
    }

    // The words are from github.com/docker-archive/compose-cli/pull/357 and issues/743.
    private static void CheckLimits(PutContext put, JsonObject container, List<JsonObject> all)
    {
        foreach (var (name, path) in Kinds)
        {
            if (container.Number($"properties.resources.limits.{path}") is not { } limit) continue;
            if (limit < Requested([container], path))
                throw new ArmException(400, "ResourceLimitsLessThanRequests",
                    $"The resource requirement '{container.At("properties.resources")?.ToJsonString()}' in container "
                        + $"'{container.Text("name")}' of contain group '{put.Id.Name}' is invalid. The '{name}' limit value "
                        + "must be greater than or equal to the request value.", Containers);
            if (limit > Requested(all, path))
                throw new ArmException(400, "ContainerLimitGreaterThanContainerGroupTotalRequest",
                    $"The '{name}' limit '{Text(limit)}' in container '{container.Text("name")}' is greater than the total "
                        + $"request '{Text(Requested(all, path))}' of container group '{put.Id.Name}'.", Containers);
        }
    }

    private static double Requested(IEnumerable<JsonObject> containers, string path) =>
        containers.Sum(container => container.Number($"properties.resources.requests.{path}") ?? 0);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
