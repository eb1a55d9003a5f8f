using System.Text;
using Pulumi;
using Pulumi.AzureNative.ContainerService;
using Pulumi.AzureNative.KubernetesConfiguration;
using Pulumi.AzureNative.KubernetesConfiguration.Inputs;

namespace MlopsInfra.Components;

/// <summary>The arguments of the Azure Machine Learning extension on the cluster.</summary>
internal static class ScoringExtension
{
    /// <summary>The namespace that the extension makes and runs in.</summary>
    public const string Namespace = "azureml";

    public static ExtensionArgs Create(ProductionScoringArgs args, Placement placement, ManagedCluster cluster)
    {
        var extension = new ExtensionArgs
        {
            ClusterName = cluster.Name,
            ClusterResourceName = "managedClusters",
            ClusterRp = "Microsoft.ContainerService",
            ResourceGroupName = placement.ResourceGroupName,
            ExtensionName = "azureml",
            ExtensionType = "Microsoft.AzureML.Kubernetes",
            AutoUpgradeMinorVersion = true,
            ReleaseTrain = "Stable",
            Identity = new IdentityArgs { Type = Pulumi.AzureNative.KubernetesConfiguration.ResourceIdentityType.SystemAssigned },
            Scope = new ScopeArgs { Cluster = new ScopeClusterArgs { ReleaseNamespace = Namespace } },
            ConfigurationSettings =
            {
                ["enableTraining"] = "False",
                ["enableInference"] = "True",
                ["inferenceRouterServiceType"] = "LoadBalancer",
                ["internalLoadBalancerProvider"] = "azure",
                ["inferenceRouterHA"] = args.Options.ScoringPool.MinNodes >= 3 ? "True" : "False",
                ["allowInsecureConnections"] = args.Options.AllowInsecureConnections ? "True" : "False",
            },
        };
        FillIn(extension.ConfigurationSettings, placement, cluster);
        if (args.Options.Tls is { } tls) Secure(extension, tls);
        return extension;
    }

    // What `az k8s-extension create` derives from the settings above and the cluster before it sends them (azure-cli-extensions,
    // AzureMLKubernetes.py): the extension's chart reads these, and over Azure Resource Manager nobody else fills them in.
    private static void FillIn(InputMap<string> settings, Placement placement, ManagedCluster cluster)
    {
        settings["scoringFe.serviceType.nodePort"] = "False";
        settings["scoringFe.serviceType.internalLoadBalancer"] = "True";
        settings["clusterId"] = cluster.Id;
        settings["cluster_name"] = cluster.Id;
        settings["cluster_name_friendly"] = cluster.Name;
        settings["location"] = placement.Location;
        settings["jobSchedulerLocation"] = placement.Location;
        settings["domain"] = $"{placement.Location}.cloudapp.azure.com";
        settings["relayserver.enabled"] = "False";
        settings["servicebus.enabled"] = "False";
    }

    private static void Secure(ExtensionArgs extension, ScoringTlsOptions tls)
    {
        extension.ConfigurationSettings["sslCname"] = tls.Name;
        if (tls.KubernetesSecret is { } secret)
        {
            extension.ConfigurationSettings["sslSecret"] = secret;
            extension.ConfigurationSettings["scoringFe.sslSecret"] = secret;
            return;
        }

        // The command line reads the files sslCertPemFile and sslKeyPemFile and sends what is in them under these names, in base
        // 64.
        extension.ConfigurationProtectedSettings["scoringFe.sslCert"] = Secret(tls.Certificate!);
        extension.ConfigurationProtectedSettings["scoringFe.sslKey"] = Secret(tls.Key!);
    }

    private static Output<string> Secret(string pem) => Output.CreateSecret(Convert.ToBase64String(Encoding.ASCII.GetBytes(pem)));
}
