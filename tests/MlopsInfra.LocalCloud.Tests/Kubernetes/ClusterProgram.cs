using MlopsInfra.LocalCloud.Tests.Programs;
using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalCloud.Tests.Kubernetes;

/// <summary>
/// A program's part on AKS in short words: clusters, what is installed on them, and their attach to a workspace.
/// </summary>
internal sealed class ClusterProgram(CloudProgram azure)
{
    private const string Placed =
        """ "resourceGroupName":"rg","location":"westeurope","resourceName":"aks-data","dnsPrefix":"data" """;
    private const string Entra = ",\"aadProfile\":{\"managed\":true}";

    /// <summary>A cluster with an identity of its own; <paramref name="more"/> are further members of its inputs.</summary>
    public async Task<string> Cluster(string more = "", string pool = "", string name = "system", string size = "Standard_D2s_v5",
        string identity = """{"type":"SystemAssigned"}""") =>
        (await azure.Add("containerservice:ManagedCluster", "cluster", $$"""
            {{{Placed}},"identity":{{identity}},"agentPoolProfiles":[{"name":"{{name}}","mode":"System","count":1,"vmSize":"{{size}}"{{pool}}}]{{more}}}
            """)).Id;

    /// <summary>A cluster in a subnet of its own.</summary>
    public async Task InSubnet(string range, string profile, string subnet = "")
    {
        var network = await azure.Network($$"""[{"name":"nodes","addressPrefix":"{{range}}"{{subnet}}}]""");
        await Cluster($$""","networkProfile":{{{profile}}}""", $",\"vnetSubnetID\":\"{network}/subnets/nodes\"");
    }

    public static string UserAssigned(string identity) =>
        $$"""{"type":"UserAssigned","userAssignedIdentities":["{{identity}}"]}""";

    /// <summary>Nodes that run with an identity of the program's own.</summary>
    public async Task WithKubelet(bool hasRole, bool isUserAssigned)
    {
        var (control, kubelet) = (await azure.Identity("id-control"), await azure.Identity("id-kubelet"));
        if (hasRole) await azure.Grant(kubelet.Id, control.PrincipalId, Role.IdentityOperator);
        await Cluster(
            $$""","identityProfile":{"kubeletidentity":{"resourceId":"{{kubelet.Id}}"} }""",
            identity: isUserAssigned ? UserAssigned(control.Id) : """{"type":"SystemAssigned"}""");
    }

    /// <summary>A private cluster that enters its API server into a zone of the program's own.</summary>
    public async Task WithZone(bool isUserAssigned, bool hasRole)
    {
        var control = await azure.Identity("id-control");
        var zone = (await azure.Add("privatedns:PrivateZone", "zone", """
            {"resourceGroupName":"rg","location":"global","privateZoneName":"privatelink.westeurope.azmk8s.io"}
            """)).Id;
        if (hasRole) await azure.Grant(zone, control.PrincipalId, Role.ZoneContributor);
        await Cluster(
            $$""","apiServerAccessProfile":{"enablePrivateCluster":true,"privateDNSZone":"{{zone}}"}""",
            identity: isUserAssigned ? UserAssigned(control.Id) : """{"type":"SystemAssigned"}""");
    }

    public Task<Registered> Extension(string settings = "\"enableTraining\":\"True\"", string secrets = "") =>
        azure.Add("kubernetesconfiguration:Extension", "extension", $$"""
        {"resourceGroupName":"rg","clusterRp":"Microsoft.ContainerService","clusterResourceName":"managedClusters","clusterName":"aks-data","extensionName":"azureml",
         "extensionType":"Microsoft.AzureML.Kubernetes","scope":{"cluster":{"releaseNamespace":"azureml"} },
         "configurationSettings":{{{settings}}},"configurationProtectedSettings":{{{secrets}}} }
        """);

    /// <summary>The extension on a cluster, for scoring.</summary>
    public async Task Scoring(string settings, string secrets = "")
    {
        await Cluster();
        await Extension($"\"enableInference\":\"True\",\"inferenceRouterServiceType\":\"LoadBalancer\",{settings}", secrets);
    }

    public Task<Registered> LetIn(string workspace, string role = "Microsoft.MachineLearningServices/workspaces/mlworkload",
        string name = "azureml") =>
        azure.Add("containerservice:TrustedAccessRoleBinding", "binding", $$"""
            {"resourceGroupName":"rg","resourceName":"aks-data","trustedAccessRoleBindingName":"{{name}}","roles":["{{role}}"],"sourceResourceId":"{{workspace}}"}
            """);

    /// <summary>A workspace, a cluster, and its attach.</summary>
    /// <param name="hasExtension">Whether the extension is there.</param>
    /// <param name="cluster">Members of the cluster's inputs.</param>
    /// <param name="isLetIn">Whether a binding lets the workspace in.</param>
    /// <param name="without">A role that the workspace's identity does not have.</param>
    /// <param name="space">The namespace.</param>
    public Task Attach(bool hasExtension = true, string cluster = "", bool isLetIn = false, string? without = null,
        string space = "azureml") => azure.GroupAnd(async () =>
    {
        var workspace = await azure.Workspace();
        var id = await Cluster(cluster);
        if (isLetIn) await LetIn(workspace.Id);
        if (hasExtension) await Extension();
        string[] roles = isLetIn
            ? [Role.Reader, Role.ExtensionContributor, Role.ClusterAdmin, Role.Contributor]
            : [Role.Reader, Role.ExtensionContributor, Role.ClusterAdmin];
        foreach (var role in roles.Where(role => role != without))
            await azure.Grant(id, workspace.PrincipalId, role, name: "attach");
        await azure.Add("machinelearningservices:Compute", "aks", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","workspaceName":"mlw-data","computeName":"aks",
             "properties":{"computeType":"Kubernetes","resourceId":"{{{id}}}","properties":{"namespace":"{{{space}}}"} } }
            """);
    });

    public static string WithoutLocalAccounts => $",\"disableLocalAccounts\":true{Entra}";

    public static string ForKnownAddresses => ",\"apiServerAccessProfile\":{\"authorizedIPRanges\":[\"203.0.113.0/24\"]}";

    public static string Private(bool publicName) =>
        ",\"apiServerAccessProfile\":{\"enablePrivateCluster\":true"
            + (publicName ? "}" : ",\"enablePrivateClusterPublicFQDN\":false}");
}
