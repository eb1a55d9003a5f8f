namespace MlopsInfra.Policies;

/// <summary>The known tensions: rules that contradict each other, the service or the purpose.</summary>
internal static class AcceptedDeviations
{
    public static IReadOnlyList<AcceptedDeviation> All { get; } =
    [
        new("storage-customer-key",
            "A key of one's own adds a vault key that, once lost or expired, takes the data with it. Microsoft's keys encrypt at "
                + "rest; who needs their own sets it with Configure.")
        {
            ScannerIds = ["AZU-0060"],
            PolicyIds = ["6fac406b-40ca-413b-bf8e-0bf964659c25"],
        },
        new("workspace-customer-key",
            "A key of one's own that is lost or expires takes runs and models with it; with one the service also puts a search "
                + "service and a database into the subscription, which are paid for while idle."),
        new("aks-customer-key",
            "A key of one's own that is lost or expires takes the cluster with it. Disks of nodes hold images and scratch files, "
                + "which can be pulled and made again; models and data are in storage.")
        {
            ScannerIds = ["AZU-0067"],
            PolicyIds = ["7d7be79c-23ba-4033-84dd-45e2a5ccdd67"],
        },
        new("aks-egress",
            "Nodes go out through their load balancer, to what the extension, images and updates need. Who has a firewall sets "
                + "productionScoring.routeTableId, and allows there what Azure Machine Learning and AKS ask for.")
        {
            Price = "a firewall: about 290 USD a month (Basic), 910 (Standard)",
        },
        new("registry-quarantine",
            "Images that Azure Machine Learning builds would stay in quarantine until a scanner releases them: no job would "
                + "start. Switch it on with the scanner."),
        new("registry-content-trust",
            "Images that Azure Machine Learning builds aren't signed, so nothing could pull them. Content trust is deprecated in "
                + "favour of Notary Project signatures."),
        new("registry-replicas", "An environment lives in one region; images can be built again from their sources."),
        new("workspace-outbound-private",
            "The managed network makes its private endpoints to the workspace's own storage, vault and registry by itself; such "
                + "rules can't be declared."),
        new("workspace-v1-legacy",
            "The policy wants the v1 API behind private links; pipelines, endpoints and registries of the v2 API need it off."),
        new("cluster-network",
            "Nodes are in the network that the workspace manages, which the rule does not know; a subnet of one's own can't be "
                + "combined with it."),
        new("logs-replication",
            "A second region for logs doubles their price; data that decides anything is in storage, which has copies."),
        new("subscription-identity",
            "A webhook of a Logic App is called by its signed address, which is a secret; delivery with an identity goes to "
                + "Event Hubs, Service Bus and queues only."),
        new("registry-customer-key",
            "A key of one's own that is lost or expires takes the images with it, which Microsoft's keys do not; they can be "
                + "built again from their sources.") { Price = "a vault key, and Premium in dev and qa (50 USD a month)" },
        new("registry-arm-tokens",
            "Nodes of AKS and computes of Azure Machine Learning sign in to the registry with tokens for Azure Resource Manager: "
                + "without those, nothing can be pulled.")
        {
            PolicyIds = ["785596ed-054f-41bc-aaec-7f3d0ba05725"],
        },
        new("aci-customer-key",
            "The container keeps nothing that a key of one's own could protect: what it is asked and what it answers is in "
                + "storage."),
        new("logs-query-key",
            "Saved queries hold no data; with a key of one's own they need a storage account linked to the workspace."),
        new("alert-key",
            "The text of an alert's query is no secret and holds no data; with a key of one's own it needs a storage account "
                + "linked to the workspace."),
        new("workbook-storage",
            "The workbook is text from this repository. An account of one's own would need another identity, and a way in for "
                + "the portal."),
        new("insights-public-queries",
            "Alerts are read in the portal by people who are in no network, with a role. Who has a way into the network sets "
                + "privateNetwork.privateQueries.")
        {
            PolicyIds = ["dddfa1af-dcd6-42f4-b5b0-e1db01e0b405"],
        },
        new("logs-public-queries",
            "Logs are read in the portal by people who are in no network, with a role. Who has a way into the network sets "
                + "privateNetwork.privateQueries.") { PolicyIds = ["d3ba9c42-9dd5-441a-957c-274031c750c0"] },
        new("workspace-approved-outbound",
            "Image builds and package downloads need the internet. With privateNetwork.approvedOutboundOnly each host has to be "
                + "named, and the service puts a firewall into its network for it.")
        {
            Price = "a firewall: about 290 USD a month (Basic), 910 (Standard)",
        },
        new("network-flow-logs",
            "They belong to the Network Watcher of the subscription and region, which Azure makes outside of the environment, "
                + "and to whom the whole subscription's traffic is of interest. A platform team switches them on by policy.")
        {
            Price = "0.50 USD a GB of logs, 2.30 more with traffic analytics; storage besides",
            PolicyIds = ["6d7c9ba4-b4b9-4d38-9e86-f1bc6b322bde"],
        },
        new("network-ddos",
            "Public addresses of the network are for going out only: through the load balancer of the nodes, and the NAT gateway "
                + "of the build agents; no service is published on them. Azure's protection of its own infrastructure is always "
                + "on. A plan serves a whole tenant: a platform team attaches the network to theirs.")
        {
            Price = "a plan: 2,944 USD a month",
        },
        new("workflow-callers",
            "Event Grid's addresses are published as a service tag that changes weekly; a Logic App takes address ranges only. "
                + "Callers need the signed address."),
        new("role-scope",
            "The identity that pipelines deploy the infrastructure as creates resources in the group, so its Contributor is on "
                + "the group.")
        {
            ResourceSuffix = "-deploy-identity-resources",
        },
    ];
}
