using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Node pools that are resources of their own.</summary>
internal sealed class AgentPoolResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{ManagedClusterResource.TypeName}/agentPools";

    public override NamingRule Naming { get; init; } = NodePools.Names;

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(180);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override bool HasDiagnosticSettings { get; init; }

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
        [.. NodePools.FixedProperties.Select(name => new FixedProperty($"properties.{name}"))];

    public override IReadOnlyList<Reference> References { get; init; } =
        [Arm.References.Used("properties.vnetSubnetID", "Microsoft.Network/virtualNetworks/subnets")];

    public override string? SerializedBy(ResourceId id) => ClusterOperations.Of(id.Parent!);

    public override ArmException Busy(ResourceId id) => ClusterOperations.Busy(id, id.Parent!);

    public override void Normalize(PutContext put)
    {
        if (put.Body["properties"] is JsonObject pool) NodePools.Normalize(pool);
    }

    public override void CheckPut(PutContext put)
    {
        if (put.Body["properties"] is not JsonObject pool) return;
        NodePools.Check(put, pool, "properties", put.Id.Name);
        var cluster = put.Cloud.Find(put.Id.Parent!.Value)!.Body;
        KubernetesVersions.Check(put, "properties.orchestratorVersion", "AgentPoolK8sVersionNotSupported",
            ManagedClusterResource.HasLongTermSupport(cluster));
        ClusterSubnets.Check(put, cluster, pool);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var version = put.Body.Text("properties.orchestratorVersion")
            ?? put.Existing?.Computed.Text("properties.currentOrchestratorVersion")
            ?? put.Cloud.Find(put.Id.Parent!.Value)?.Computed.Text("properties.currentKubernetesVersion")
            ?? KubernetesVersions.Default;
        computed.Set("properties.orchestratorVersion", version);
        computed.Set("properties.currentOrchestratorVersion", version);
        computed.Set("properties.powerState", new JsonObject { ["code"] = "Running" });
        computed.Set("properties.nodeImageVersion", "AKSUbuntu-2204gen2containerd");
        if (put.Body.Text("properties.mode") is null) computed.Set("properties.mode", "User");
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        ManagedClusterResource.Pools.Remember(put);

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) => ManagedClusterResource.Pools.Forget(delete);

    public override void CheckDelete(DeleteContext delete)
    {
        if (!NodePools.IsSystem(delete.Existing.Body.Text("properties.mode"))) return;
        var cluster = delete.Id.Parent!.Value;
        var others = delete.Cloud.Store.Children(cluster).Any(pool => pool.Type == TypeName && pool.Name != delete.Id.Name
                && NodePools.IsSystem(pool.Body.Text("properties.mode")));
        if (!others)
            throw new ArmException(400, "OperationNotAllowed", "There has to be at least one system agent pool.",
                delete.Id.Value);
    }
}
