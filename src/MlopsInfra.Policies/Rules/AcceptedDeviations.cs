namespace MlopsInfra.Policies;

/// <summary>The known tensions: rules that contradict each other, the service or the purpose.</summary>
internal static class AcceptedDeviations
{
    public static IReadOnlyList<AcceptedDeviation> All { get; } =
    [
        new("storage-customer-key",
            "A key of one's own adds a vault key that, once lost or expired, takes the data with it. Microsoft's keys encrypt at rest; who needs their own sets it with Configure."),
        new("workspace-customer-key",
            "As for storage; with it the service also puts a search service and a database into the subscription, which are paid for while idle."),
        new("aks-customer-key", "As for storage. Disks of nodes are ephemeral and encrypted on the host, so little is left for it to protect."),
        new("registry-quarantine",
            "Images that Azure Machine Learning builds would stay in quarantine until a scanner releases them: no job would start. Switch it on with the scanner."),
        new("registry-content-trust",
            "Images that Azure Machine Learning builds aren't signed, so nothing could pull them. Content trust is deprecated in favour of Notary Project signatures."),
        new("registry-replicas", "An environment lives in one region; images can be built again from their sources."),
        new("workspace-outbound-private",
            "The managed network makes its private endpoints to the workspace's own storage, vault and registry by itself; such rules can't be declared."),
        new("workspace-v1-legacy", "The policy wants the v1 API behind private links; pipelines, endpoints and registries of the v2 API need it off."),
        new("cluster-network",
            "Nodes are in the network that the workspace manages, which the rule does not know; a subnet of one's own can't be combined with it."),
        new("logs-replication", "A second region for logs doubles their price; data that decides anything is in storage, which has copies."),
        new("subscription-identity",
            "A webhook of a Logic App is called by its signed address, which is a secret; delivery with an identity goes to Event Hubs, Service Bus and queues only."),
        new("workflow-callers",
            "Event Grid's addresses are published as a service tag that changes weekly; a Logic App takes address ranges only. Callers need the signed address."),
        new("role-scope", "The identity that pipelines deploy the infrastructure as creates resources in the group, so its Contributor is on the group.")
        {
            ResourceSuffix = "-deploy-identity-resources",
        },
    ];
}
