using System.Collections.Frozen;
using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review.Text;

/// <summary>What people call types and resources.</summary>
public static class Names
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["applicationinsights:Component"] = "Application Insights",
        ["applicationinsights:WebTest"] = "availability test",
        ["containerinstance:ContainerGroup"] = "container group",
        ["containerregistry:Registry"] = "container registry",
        ["containerservice:AgentPool"] = "AKS node pool",
        ["containerservice:MaintenanceConfiguration"] = "AKS maintenance window",
        ["containerservice:ManagedCluster"] = "AKS cluster",
        ["eventgrid:SystemTopic"] = "Event Grid topic",
        ["eventgrid:SystemTopicEventSubscription"] = "Event Grid subscription",
        ["keyvault:Vault"] = "key vault",
        ["kubernetesconfiguration:Extension"] = "Azure ML extension",
        ["logic:Workflow"] = "Logic App",
        ["insights:DataCollectionRuleAssociation"] = "data collection link",
        ["monitor:DataCollectionRuleAssociation"] = "data collection link",
        ["machinelearningservices:BatchEndpoint"] = "batch endpoint",
        ["compute:VirtualMachineScaleSet"] = "scale set",
        ["machinelearningservices:Compute"] = "Azure ML compute",
        ["machinelearningservices:OnlineEndpoint"] = "online endpoint",
        ["machinelearningservices:Workspace"] = "Azure ML workspace",
        ["managedidentity:UserAssignedIdentity"] = "identity",
        ["managedidentity:FederatedIdentityCredential"] = "federated credential",
        ["authorization:ManagementLockByScope"] = "lock",
        ["monitor:ScheduledQueryRule"] = "log alert",
        ["network:PrivateDnsZoneGroup"] = "private DNS zone group",
        ["operationalinsights:Workspace"] = "Log Analytics workspace",
        ["privatedns:PrivateZone"] = "private DNS zone",
        ["privatedns:VirtualNetworkLink"] = "private DNS link",
        ["storage:BlobServiceProperties"] = "blob service",
        ["storage:ManagementPolicy"] = "lifecycle policy",
        ["ActionsEnvironmentSecret"] = "environment secret",
        ["ActionsEnvironmentVariable"] = "environment variable",
        ["ActionsRepositoryOidcSubjectClaimCustomizationTemplate"] = "OIDC subject",
        ["ActionsRepositoryPermissions"] = "Actions permissions",
        ["ActionsSecret"] = "repository secret",
        ["ActionsVariable"] = "repository variable",
        ["RepositoryDependabotSecurityUpdates"] = "Dependabot updates",
        ["RepositoryEnvironmentDeploymentPolicy"] = "deployment policy",
        ["ServiceEndpointAzureRM"] = "service connection",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A type in words, as in <c>storage account</c>.</summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    public static string OfType(string token)
    {
        var name = token[(token.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var last = token[(token.LastIndexOf(':') + 1)..];
        return Known.GetValueOrDefault(name) ?? Known.GetValueOrDefault(last) ?? Words(last);
    }

    /// <summary>A resource in words, by the name it has in the cloud: <c>storage account stmlopsdev</c>.</summary>
    /// <param name="resource">The resource.</param>
    public static string Of(ResourceRecord resource) => $"{OfType(resource.Type)} {CloudNameOf(resource)}";

    /// <summary>The name in the cloud; the program's where that is a GUID, which tells nobody anything, or not known.</summary>
    /// <param name="resource">The resource.</param>
    public static string CloudNameOf(ResourceRecord resource)
    {
        var name = resource.Id is { } id ? id[(id.LastIndexOf('/') + 1)..] : "";
        var isTelling = name.Length > 0 && !Guid.TryParse(name, out _) && resource.Id!.Contains('/', StringComparison.Ordinal);
        return isTelling ? name : StackSnapshot.NameOf(resource.Urn);
    }

    /// <summary>A name in PascalCase as words in lower case; abbreviations stay.</summary>
    /// <param name="name">As in <c>RoleAssignment</c>.</param>
    public static string Words(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            bool IsUpper(int at) => at >= 0 && at < name.Length && char.IsUpper(name[at]);
            var startsWord = IsUpper(i) && i > 0 && (!IsUpper(i - 1) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) text.Append(' ');
            var isAbbreviation = IsUpper(i) && (IsUpper(i + 1) || (IsUpper(i - 1) && !startsWord));
            text.Append(isAbbreviation ? name[i] : char.ToLowerInvariant(name[i]));
        }

        return text.Replace("git hub", "GitHub").Replace("azure dev ops", "Azure DevOps").ToString();
    }
}
