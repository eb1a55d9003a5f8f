using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Kubernetes;

/// <summary>What a program may get wrong on AKS, and Azure's code for it.</summary>
internal static class ClusterMistakes
{
    private const string Named = "\"sslCname\":\"scoring.contoso.com\"";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        // Attach.
        new("an attach without the extension", "BadRequest",
            (azure, or) => new ClusterProgram(azure).Attach(hasExtension: !or.IsMade)) { Says = "is not installed" },
        new("an attach whose workspace may not look after the extension", "BadRequest",
            (azure, or) => Attach(azure, or, Role.ExtensionContributor)) { Says = "extensions/" },
        new("an attach whose workspace may not administer the cluster", "BadRequest",
            (azure, or) => Attach(azure, or, Role.ClusterAdmin)) { Says = "role check failed" },
        new("an attach by trusted access whose workspace may not change the cluster", "BadRequest", (azure, or) =>
            new ClusterProgram(azure).Attach(isLetIn: true, without: or.IsMade ? Role.Contributor : null)) { Says =
                "managedClusters/write" },
        new("an attach of a cluster without local accounts that lets no workspace in", "BadRequest", (azure, or) =>
            new ClusterProgram(azure).Attach(cluster: ClusterProgram.WithoutLocalAccounts, isLetIn: !or.IsMade)) { Says =
                "KubernetesUnaccessible" },
        new("an attach of a cluster for known addresses that lets no workspace in", "BadRequest", (azure, or) =>
            new ClusterProgram(azure).Attach(cluster: ClusterProgram.ForKnownAddresses, isLetIn: !or.IsMade)) { Says =
                "KubernetesUnaccessible" },
        new("an attach of a private cluster with a public name that lets no workspace in", "BadRequest", (azure, or) =>
            new ClusterProgram(azure).Attach(cluster: ClusterProgram.Private(publicName: or.IsMade))) { Says =
                "KubernetesUnaccessible" },
        new("an attach to a namespace that is not there", "BadRequest",
            (azure, or) => new ClusterProgram(azure).Attach(space: or["azureml", "scoring"])) { Says = "NamespaceNotFound" },
        new("a binding for a workspace that is not there", "ResourceNotFound", (azure, or) => azure.GroupAnd(async () =>
        {
            var workspace = await azure.Workspace();
            var cluster = new ClusterProgram(azure);
            await cluster.Cluster();
            await cluster.LetIn(or[workspace.Id, $"{workspace.Id}-none"]);
        })),
        new("a binding with another service's role", "InvalidParameter", (azure, or) => azure.GroupAnd(async () =>
        {
            var workspace = await azure.Workspace();
            var cluster = new ClusterProgram(azure);
            await cluster.Cluster();
            await cluster.LetIn(workspace.Id,
                or["Microsoft.MachineLearningServices/workspaces/mlworkload",
                    "Microsoft.DataProtection/backupVaults/backup-operator"]);
        })),

        // TLS of the scoring router.
        new("scoring without TLS", "ValidationFailed",
            (azure, or) => Scoring(azure, or["\"allowInsecureConnections\":\"True\"", "\"allowInsecureConnections\":\"False\""])),
        new("scoring over TLS without a name", "ValidationFailed",
            (azure, or) => Scoring(azure, $"\"sslSecret\":\"certificate\"{or[$",{Named}", ""]}")),
        new("scoring with a name and no certificate", "ValidationFailed",
            (azure, or) => Scoring(azure, $"{Named}{or[",\"sslSecret\":\"certificate\"", ""]}")),
        new("a certificate for another name", "INVALID_SSL_SETTING",
            (azure, or) => Scoring(azure, Named, Pair(or["scoring.contoso.com", "www.contoso.com"]))),
        new("a key that is not the certificate's", "INVALID_SSL_SETTING",
            (azure, or) => Scoring(azure, Named, Pair("scoring.contoso.com", isOtherKey: or.IsMade))),

        // The cluster.
        new("services in the range of a subnet", "ServiceCidrOverlapExistingSubnetsCidr", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).InSubnet("10.0.1.0/24",
                "\"networkPlugin\":\"azure\","
                    + or["\"serviceCidr\":\"10.8.0.0/16\",\"dnsServiceIP\":\"10.8.0.10\"", "\"loadBalancerSku\":\"standard\""]))),
        new("pods in the range of a subnet", "PodCidrOverlapExistingSubnetsCidr",
            (azure, or) => azure.GroupAnd(() => new ClusterProgram(azure).InSubnet(
            "10.0.1.0/24",
            "\"networkPlugin\":\"azure\",\"networkPluginMode\":\"overlay\",\"serviceCidr\":\"10.8.0.0"
                + $"/16\",\"podCidr\":\"{or["10.9.0.0/16", "10.0.0.0/16"]}\""))),
        new("a DNS address that is none of the services'", "DnsServiceIpOutOfServiceCidr", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster(
                $",\"networkProfile\":{{\"serviceCidr\":\"10.8.0.0/16\",\"dnsServiceIP\":\"{or["10.8.0.10", "10.9.0.10"]}\"}}"))),
        new("a DNS address that is the API server's", "DnsServiceIpConflicting", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster(
                $",\"networkProfile\":{{\"serviceCidr\":\"10.8.0.0/16\",\"dnsServiceIP\":\"{or["10.8.0.10", "10.8.0.1"]}\"}}"))),
        new("a way out by routes that the subnet does not have", "ExistingRouteTableNotAssociatedWithSubnet",
            (azure, or) => azure.GroupAnd(async () =>
        {
            var routes = (await azure.Add("network:RouteTable", "routes",
                """{"resourceGroupName":"rg","location":"westeurope","routeTableName":"rt"}""")).Id;
            await new ClusterProgram(azure).InSubnet(
                "10.0.1.0/24", "\"outboundType\":\"userDefinedRouting\",\"serviceCidr\":\"10.8.0.0/16\"",
                or[$",\"routeTable\":{{\"id\":\"{routes}\"}}", ""]);
        })),
        new("a version of Kubernetes that there is none of any more", "K8sVersionNotSupported",
            (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster($",\"kubernetesVersion\":\"{or["1.34", "1.25.6"]}\""))),
        new("a node pool of a version that there is none of any more", "AgentPoolK8sVersionNotSupported",
            (azure, or) => azure.GroupAnd(async () =>
        {
            await new ClusterProgram(azure).Cluster();
            await azure.Add("containerservice:AgentPool", "work", $$"""
                {"resourceGroupName":"rg","resourceName":"aks-data","agentPoolName":"work","mode":"User","count":1,"vmSize":"Standard_D2s_v5","orchestratorVersion":"{{or["1.34", "1.25.6"]}}"}
                """);
        })),
        new("a system pool of one core", "SystemPoolSkuTooLow",
            (azure, or) =>
                azure.GroupAnd(() => new ClusterProgram(azure).Cluster(size: or["Standard_D2s_v5", "Standard_DS1_v2"]))),
        new("a pool with a name of thirteen letters", "InvalidParameter",
            (azure, or) => azure.GroupAnd(() => new ClusterProgram(azure).Cluster(name: or["systemsystem", "systemsystems"]))),
        new("a zone for the API server, and a cluster that makes its identity itself", "BadRequest",
            (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).WithZone(isUserAssigned: !or.IsMade, hasRole: true))) { Says =
                "user-assigned managed identity" },
        new("a zone that the control plane may not write to", "CustomPrivateDNSZoneMissingPermissionError",
            (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).WithZone(isUserAssigned: true, hasRole: !or.IsMade))),
        new("an identity for nodes that the control plane may not give them", "CustomKubeletIdentityMissingPermissionError",
            (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).WithKubelet(hasRole: !or.IsMade, isUserAssigned: true))),
        new("an identity for nodes, and a cluster that makes its own",
            "CustomKubeletIdentityOnlySupportedOnUserAssignedMSICluster", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).WithKubelet(hasRole: true, isUserAssigned: !or.IsMade))),
        new("two node pools of one cluster at once", "OperationNotAllowed", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Cluster();
            await or.OneAfterTheOther(() => azure.NodePool("one"), () => azure.NodePool("two"));
        })),
        new("a maintenance window of another name", "InvalidParameter", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Cluster();
            await azure.Add("containerservice:MaintenanceConfiguration", "window", $$"""
                {"resourceGroupName":"rg","resourceName":"aks-data","configName":"{{or["aksManagedAutoUpgradeSchedule", "weekly"]}}",
                 "maintenanceWindow":{"durationHours":4,"startTime":"02:00","schedule":{"weekly":{"dayOfWeek":"Sunday","intervalWeeks":1} } } }
                """);
        })),

        // Ranges and names.
        new("nodes and pods that don't fit into their subnet", "InsufficientSubnetSize", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).InSubnet(or["10.0.1.0/26", "10.0.1.0/27"],
                "\"networkPlugin\":\"azure\",\"serviceCidr\":\"10.8.0.0/16\",\"dnsServiceIP\":\"10.8.0.10\""))),
        new("more nodes than the pods' range has room for", "InsufficientSubnetSize", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster(
                ""","networkProfile":{"networkPlugin":"azure","networkPluginMode":"overlay","podCidr":"192.168.0.0/19"}""",
                $",\"enableAutoScaling\":true,\"minCount\":1,\"maxCount\":{or["32", "33"]}"))),
        // MicrosoftDocs/azure-docs 69774
        new("nodes in a subnet that is delegated", "SubnetIsDelegated", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).InSubnet("10.0.1.0/24", "\"serviceCidr\":\"10.8.0.0/16\"",
                or["", ",\"delegations\":[{\"name\":\"d\",\"serviceName\":\"Microsoft.ContainerService/managedClusters\"}]"]))),
        new("a group of nodes whose name gets too long", "InvalidParameter", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster($",\"nodeResourceGroup\":\"{new string('n', or.IsMade ? 81 : 80)}\""))) { Says =
                "node resource group" },
        new("a DNS prefix with an underscore", "InvalidParameter", (azure, or) => azure.GroupAnd(() => azure.Add(
            "containerservice:ManagedCluster", "cluster", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","resourceName":"aks-data","dnsPrefix":"{{{or["my-data", "my_data"]}}}","identity":{"type":"SystemAssigned"},
             "agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D2s_v5"}]}
            """))) { Says = "dnsPrefix" },
        new("long-term support without the tier for it", "InvalidParameter", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster(
                $$""","supportPlan":"AKSLongTermSupport","sku":{"name":"Base","tier":"{{or["Premium", "Standard"]}}"}"""))) {
            Says = "Premium" },
        // Azure/bicep 14517
        new("spot nodes that surge", "InvalidParameter", (azure, or) => azure.GroupAnd(async () =>
        {
            await new ClusterProgram(azure).Cluster();
            await azure.Add("containerservice:AgentPool", "spot", $$$"""
                {"resourceGroupName":"rg","resourceName":"aks-data","agentPoolName":"spot","mode":"User","count":1,"vmSize":"Standard_D2s_v5",
                 "scaleSetPriority":"Spot"{{{or["", ",\"upgradeSettings\":{\"maxSurge\":\"1\"}"]}}} }
                """);
        })) { Says = "max surge" },
        new("a system pool of spot nodes", "InvalidParameter", (azure, or) => azure.GroupAnd(() =>
            new ClusterProgram(azure).Cluster(pool: $",\"scaleSetPriority\":\"{or["Regular", "Spot"]}\""))) { Says = "Spot" },
    ];

    private static Task Attach(CloudProgram azure, Or or, string role) =>
        new ClusterProgram(azure).Attach(without: or.IsMade ? role : null);

    private static Task Scoring(CloudProgram azure, string settings, string secrets = "") =>
        azure.GroupAnd(() => new ClusterProgram(azure).Scoring(settings, secrets));

    private static string Pair(string name, bool isOtherKey = false)
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return $"\"scoringFe.sslCert\":\"{Base64(certificate.ExportCertificatePem())}\",\"scoringFe"
            + $".sslKey\":\"{Base64((isOtherKey ? other : key).ExportPkcs8PrivateKeyPem())}\"";
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
