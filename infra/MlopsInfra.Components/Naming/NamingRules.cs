using static MlopsInfra.Components.NameCharacters;

namespace MlopsInfra.Components;

/// <summary>
/// Names, by resource type: limits from "Naming rules and restrictions for Azure resources" and the PSRule rules
/// <c>Azure.*.Name</c>, prefixes from the Cloud Adoption Framework's list of abbreviations (where that list has none, a
/// short word of our own).
/// </summary>
public static class NamingRules
{
    private const NameCharacters AlphanumericHyphen = Alphanumeric | Hyphen;
    private const NameCharacters NetworkName = Alphanumeric | Hyphen | Underscore | Period;

    /// <summary>Resource groups.</summary>
    public static NamingRule ResourceGroup { get; } =
        new("Microsoft.Resources/resourceGroups", "rg", 1, 90, NetworkName | Parentheses, NameScope.Subscription)
        { Last = AlphanumericHyphen | Underscore | Parentheses };

    /// <summary>User-assigned identities.</summary>
    public static NamingRule UserAssignedIdentity { get; } =
        new("Microsoft.ManagedIdentity/userAssignedIdentities", "id", 3, 128,
            AlphanumericHyphen | Underscore) { First = Alphanumeric };

    /// <summary>Storage accounts.</summary>
    public static NamingRule StorageAccount { get; } =
        new("Microsoft.Storage/storageAccounts", "st", 3, 24, LowercaseAlphanumeric, NameScope.World);

    /// <summary>Blob containers.</summary>
    public static NamingRule BlobContainer { get; } =
        new("Microsoft.Storage/storageAccounts/blobServices/containers", "", 3, 63, LowercaseAlphanumeric | Hyphen)
        { First = LowercaseAlphanumeric, Last = LowercaseAlphanumeric, NoDoubleHyphen = true };

    /// <summary>Key vaults.</summary>
    public static NamingRule KeyVault { get; } =
        new("Microsoft.KeyVault/vaults", "kv", 3, 24, AlphanumericHyphen, NameScope.World)
        { First = Lowercase | Uppercase, Last = Alphanumeric, NoDoubleHyphen = true };

    /// <summary>Log Analytics workspaces.</summary>
    public static NamingRule LogAnalytics { get; } =
        new("Microsoft.OperationalInsights/workspaces", "log", 4, 63, AlphanumericHyphen) { First = Alphanumeric,
            Last = Alphanumeric };

    /// <summary>Application Insights components.</summary>
    public static NamingRule ApplicationInsights { get; } =
        new("Microsoft.Insights/components", "appi", 1, 255, NetworkName | Parentheses)
        { Last = AlphanumericHyphen | Underscore | Parentheses };

    /// <summary>Container registries.</summary>
    public static NamingRule ContainerRegistry { get; } =
        new("Microsoft.ContainerRegistry/registries", "cr", 5, 50, Alphanumeric, NameScope.World);

    /// <summary>Azure Machine Learning workspaces.</summary>
    public static NamingRule MlWorkspace { get; } =
        new("Microsoft.MachineLearningServices/workspaces", "mlw", 3, 33,
            AlphanumericHyphen | Underscore) { First = Alphanumeric };

    /// <summary>Compute targets of a workspace.</summary>
    public static NamingRule MlCompute { get; } =
        new("Microsoft.MachineLearningServices/workspaces/computes", "cpu", 3, 24, AlphanumericHyphen)
        { First = Lowercase | Uppercase, NoNumberedEnding = true };

    /// <summary>Datastores of a workspace.</summary>
    public static NamingRule MlDatastore { get; } =
        new("Microsoft.MachineLearningServices/workspaces/datastores", "", 1, 255,
            Alphanumeric | Underscore) { First = Alphanumeric };

    /// <summary>Data assets, models, components and environments of a workspace.</summary>
    public static NamingRule MlAsset { get; } =
        new("Microsoft.MachineLearningServices/workspaces/data", "", 1, 255,
            AlphanumericHyphen | Underscore) { First = Alphanumeric };

    /// <summary>Batch endpoints.</summary>
    public static NamingRule BatchEndpoint { get; } =
        Endpoint("Microsoft.MachineLearningServices/workspaces/batchEndpoints", "bep");

    /// <summary>Online endpoints.</summary>
    public static NamingRule OnlineEndpoint { get; } =
        Endpoint("Microsoft.MachineLearningServices/workspaces/onlineEndpoints", "oep");

    /// <summary>Container groups of Container Instances.</summary>
    public static NamingRule ContainerGroup { get; } =
        new("Microsoft.ContainerInstance/containerGroups", "ci", 1, 63, LowercaseAlphanumeric | Hyphen)
        { First = LowercaseAlphanumeric, Last = LowercaseAlphanumeric, NoDoubleHyphen = true };

    /// <summary>The first part of a host name that Azure gives.</summary>
    public static NamingRule DnsLabel { get; } =
        new("a DNS label", "", 3, 63, LowercaseAlphanumeric | Hyphen, NameScope.Region) { First = Lowercase,
            Last = LowercaseAlphanumeric };

    /// <summary>AKS clusters.</summary>
    public static NamingRule AksCluster { get; } =
        new("Microsoft.ContainerService/managedClusters", "aks", 1, 63, AlphanumericHyphen | Underscore)
        { First = Alphanumeric, Last = Alphanumeric };

    /// <summary>Linux node pools of AKS.</summary>
    public static NamingRule AksNodePool { get; } =
        new("Microsoft.ContainerService/managedClusters/agentPools", "", 1, 12, LowercaseAlphanumeric) { First = Lowercase };

    /// <summary>Virtual networks.</summary>
    public static NamingRule VirtualNetwork { get; } =
        new("Microsoft.Network/virtualNetworks", "vnet", 2, 64, NetworkName) { First = Alphanumeric,
            Last = Alphanumeric | Underscore };

    /// <summary>Network security groups.</summary>
    public static NamingRule NetworkSecurityGroup { get; } =
        new("Microsoft.Network/networkSecurityGroups", "nsg", 1, 80, NetworkName) { First = Alphanumeric,
            Last = Alphanumeric | Underscore };

    /// <summary>NAT gateways.</summary>
    public static NamingRule NatGateway { get; } =
        new("Microsoft.Network/natGateways", "ng", 1, 80, NetworkName) { First = Alphanumeric, Last = Alphanumeric | Underscore };

    /// <summary>Public addresses.</summary>
    public static NamingRule PublicIpAddress { get; } =
        new("Microsoft.Network/publicIPAddresses", "pip", 1, 80, NetworkName) { First = Alphanumeric,
            Last = Alphanumeric | Underscore };

    /// <summary>Scale sets of virtual machines.</summary>
    public static NamingRule VirtualMachineScaleSet { get; } =
        new("Microsoft.Compute/virtualMachineScaleSets", "vmss", 1, 64, NetworkName) { First = Alphanumeric,
            Last = Alphanumeric };

    /// <summary>Private endpoints.</summary>
    public static NamingRule PrivateEndpoint { get; } =
        new("Microsoft.Network/privateEndpoints", "pep", 2, 64, NetworkName) { First = Alphanumeric,
            Last = Alphanumeric | Underscore };

    /// <summary>Event Grid's system topics.</summary>
    public static NamingRule SystemTopic { get; } = new("Microsoft.EventGrid/systemTopics", "evgst", 3, 50, AlphanumericHyphen);

    /// <summary>Logic Apps.</summary>
    public static NamingRule Workflow { get; } =
        new("Microsoft.Logic/workflows", "logic", 1, 43, NetworkName | Parentheses) { First = Alphanumeric };

    /// <summary>Action groups.</summary>
    public static NamingRule ActionGroup { get; } =
        new("Microsoft.Insights/actionGroups", "ag", 1, 260, NetworkName | Parentheses)
        { Last = AlphanumericHyphen | Underscore | Parentheses };

    /// <summary>Availability tests of Application Insights.</summary>
    public static NamingRule WebTest { get; } =
        new("Microsoft.Insights/webtests", "webtest", 1, 260, NetworkName) { Last = Alphanumeric | Underscore };

    /// <summary>Data collection rules.</summary>
    public static NamingRule DataCollectionRule { get; } =
        new("Microsoft.Insights/dataCollectionRules", "dcr", 1, 64, NetworkName)
        { Last = AlphanumericHyphen | Underscore };

    /// <summary>Data collection endpoints.</summary>
    public static NamingRule DataCollectionEndpoint { get; } =
        new("Microsoft.Insights/dataCollectionEndpoints", "dce", 3, 44, AlphanumericHyphen) { First = Alphanumeric,
            Last = Alphanumeric };

    /// <summary>Private link scopes of Azure Monitor.</summary>
    public static NamingRule MonitorLinkScope { get; } =
        new("Microsoft.Insights/privateLinkScopes", "ampls", 1, 255, NetworkName) { First = Alphanumeric, Last = Alphanumeric };

    /// <summary>Diagnostic settings.</summary>
    public static NamingRule DiagnosticSetting { get; } =
        new("Microsoft.Insights/diagnosticSettings", "diag", 1, 260, NetworkName | Parentheses);

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<NamingRule> All =>
    [
        ResourceGroup, UserAssignedIdentity, StorageAccount, BlobContainer, KeyVault, LogAnalytics, ApplicationInsights,
        ContainerRegistry, MlWorkspace, MlCompute, MlDatastore, MlAsset, BatchEndpoint, OnlineEndpoint, ContainerGroup, DnsLabel,
        AksCluster,
        AksNodePool, VirtualNetwork, NetworkSecurityGroup, NatGateway, PublicIpAddress, VirtualMachineScaleSet, PrivateEndpoint,
        SystemTopic,
        Workflow, ActionGroup, WebTest, DataCollectionRule, DataCollectionEndpoint, MonitorLinkScope, DiagnosticSetting,
    ];

    private static NamingRule Endpoint(string type, string abbreviation) =>
        new(type, abbreviation, 3, 32, AlphanumericHyphen, NameScope.Region) { First = Lowercase | Uppercase,
            Last = Alphanumeric };
}
