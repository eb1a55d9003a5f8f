using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>
/// What REST shows of container groups besides what is stored: how their containers are, and where they answer.
/// </summary>
internal sealed class ContainerGroupBehavior(ContainerGroups groups, CloudContext cloud, TimeProvider time) : RestBehavior
{
    private const string Nothing = "The local cloud runs no containers here (executor 'simulate'): the group is simulated.";

    /// <inheritdoc/>
    public override bool Covers(ResourceType type) => type == ContainerGroupResource.TypeName;

    /// <inheritdoc/>
    public override void Show(RestRequest request, ResourceId id, JsonObject shown)
    {
        if (shown["properties"] is not JsonObject properties) return;
        var stored = cloud.Find(id.Value);
        if (!groups.Executes)
        {
            ShowSimulated(shown, stored);
            return;
        }

        if (groups.Find(id.Value) is not { } run)
        {
            shown.Set("properties.instanceView.state", stored is not null && groups.IsStopped(stored) ? "Stopped" : "Pending");
            return;
        }

        // What runs until the group as it was written takes over says nothing about that one.
        if (stored is not null && run.Group.Fingerprint != GroupDeclaration.Read(stored).Fingerprint)
        {
            shown.Set("properties.instanceView.state", "Pending");
            properties["provisioningState"] = "Pending";
            return;
        }

        shown.Set("properties.instanceView.state", run.State);
        shown.Set("properties.instanceView.events", run.IsSimulated ? run.Containers[0].Events.ToJson() : new JsonArray());
        if (run.Containers.Any(container => container.IsWithoutImage)) properties["provisioningState"] = "Failed";
        else if (run.State == "Pending") properties["provisioningState"] = "Pending";
        Show(shown, "properties.containers", run.Containers);
        Show(shown, "properties.initContainers", run.InitContainers);
        if (!run.IsSimulated) ShowAddress(shown, run);
    }

    private void ShowSimulated(JsonObject shown, StoredResource? stored)
    {
        var events = new ContainerEvents(time);
        events.Warn("Simulated", Nothing);
        shown.Set("properties.instanceView.events", events.ToJson());
        if (stored is null) return;
        var isStopped = groups.IsStopped(stored);
        shown.Set("properties.instanceView.state", isStopped ? "Stopped" : "Running");
        var state = isStopped ? ContainerState.Ended("Stopped", stored.ChangedOn, stored.ChangedOn, 0)
            : new ContainerState("Running") { Started = stored.ChangedOn };
        foreach (var container in shown.Objects("properties.containers"))
            container.Set("properties.instanceView", new JsonObject
            {
                ["restartCount"] = 0, ["currentState"] = state.ToJson(), ["events"] = events.ToJson(),
            });
    }

    private static void Show(JsonObject shown, string list, IReadOnlyList<ContainerRun> runs)
    {
        foreach (var (container, run) in shown.Objects(list).Zip(runs))
        {
            var view = new JsonObject
            {
                ["restartCount"] = run.Restarts,
                ["currentState"] = run.Current.ToJson(),
                ["events"] = run.Events.ToJson(),
            };
            if (run.Previous is { } previous) view["previousState"] = previous.ToJson();
            container.Set("properties.instanceView", view);
        }
    }

    // Azure's own address leads nowhere from here, or to somebody else.
    private static void ShowAddress(JsonObject shown, GroupRun run)
    {
        if (shown.At("properties.ipAddress") is not JsonObject address) return;
        address["ip"] = "127.0.0.1";
        if (address.ContainsKey("fqdn")) address["fqdn"] = "localhost";
        foreach (var port in address.Objects("ports"))
        {
            if (port.Number("port") is { } number && run.Ports.TryGetValue((int)number, out var here)) port["port"] = here;
        }
    }
}
