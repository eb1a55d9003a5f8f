namespace MlopsInfra.Components;

/// <summary>The built-in roles in use. GUIDs from "Azure built-in roles".</summary>
public static class BuiltInRoles
{
    /// <summary>Everything on a resource but its role assignments.</summary>
    public static BuiltInRole Contributor { get; } = new("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c");

    /// <summary>Reads a resource's properties, not its data.</summary>
    public static BuiltInRole Reader { get; } = new("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7");

    /// <summary>Reads, writes and deletes blobs.</summary>
    public static BuiltInRole StorageBlobDataContributor { get; } =
        new("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe");

    /// <summary>Reads blobs.</summary>
    public static BuiltInRole StorageBlobDataReader { get; } =
        new("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");

    /// <summary>Reads, writes and deletes files on shares, whatever their file permissions say.</summary>
    public static BuiltInRole StorageFileDataPrivilegedContributor { get; } =
        new("Storage File Data Privileged Contributor", "69566ab7-960f-475b-8e7c-b3118f30c6bd");

    /// <summary>Pulls images.</summary>
    public static BuiltInRole AcrPull { get; } = new("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d");

    /// <summary>Pulls and pushes images.</summary>
    public static BuiltInRole AcrPush { get; } = new("AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec");

    /// <summary>Builds images by a registry's tasks, and reads how the builds went.</summary>
    public static BuiltInRole ContainerRegistryTasksContributor { get; } =
        new("Container Registry Tasks Contributor", "fb382eab-e894-4461-af04-94435c366c3f");

    /// <summary>Imports images into a registry from others, and pulls; on the registry that is imported from, as well.</summary>
    public static BuiltInRole ContainerRegistryDataImporter { get; } =
        new("Container Registry Data Importer and Data Reader", "577a9874-89fd-4f24-9dbd-b5034d0ad23a");

    /// <summary>Creates, changes, restarts and deletes container groups, and reads their logs.</summary>
    public static BuiltInRole ContainerInstancesContributor { get; } =
        new("Azure Container Instances Contributor Role", "5d977122-f97e-4b4d-a52f-6b43003ddb4d");

    /// <summary>All data operations on a vault.</summary>
    public static BuiltInRole KeyVaultAdministrator { get; } =
        new("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483");

    /// <summary>Reads the values of secrets.</summary>
    public static BuiltInRole KeyVaultSecretsUser { get; } =
        new("Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6");

    /// <summary>Reads, sets and deletes secrets.</summary>
    public static BuiltInRole KeyVaultSecretsOfficer { get; } =
        new("Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7");

    /// <summary>All actions in a workspace but creating computes and changing the workspace itself.</summary>
    public static BuiltInRole AzureMLDataScientist { get; } =
        new("AzureML Data Scientist", "f6c7c914-8db3-469d-8ca1-694a8f32e121");

    /// <summary>Creates, changes and deletes a workspace's computes.</summary>
    public static BuiltInRole AzureMLComputeOperator { get; } =
        new("AzureML Compute Operator", "e503ece1-11d0-4e8e-8e2c-7a6c3bf38815");

    /// <summary>Assigns an existing user-assigned identity to a resource.</summary>
    public static BuiltInRole ManagedIdentityOperator { get; } =
        new("Managed Identity Operator", "f1a07417-d97a-45cb-824c-7a7467783830");

    /// <summary>Sends metrics and telemetry with an identity instead of a key.</summary>
    public static BuiltInRole MonitoringMetricsPublisher { get; } =
        new("Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb");

    /// <summary>Queries logs.</summary>
    public static BuiltInRole LogAnalyticsReader { get; } =
        new("Log Analytics Reader", "73c42c96-874c-492b-b04d-ab87d138a893");

    /// <summary>
    /// Queries logs, changes the workspace that they are in, and hands out its keys: the narrowest built-in role that does
    /// (<c>Microsoft.OperationalInsights/workspaces/sharedKeys/action</c>).
    /// </summary>
    public static BuiltInRole LogAnalyticsContributor { get; } =
        new("Log Analytics Contributor", "92aaf0da-9dab-42b6-94a3-d43ce8d16293");

    /// <summary>Manages networks: joins subnets, creates private endpoints.</summary>
    public static BuiltInRole NetworkContributor { get; } = new("Network Contributor", "4d97b98b-1d4f-4787-a291-c67834d212e7");

    /// <summary>Hands out the cluster administrator's credentials.</summary>
    public static BuiltInRole AksClusterAdmin { get; } =
        new("Azure Kubernetes Service Cluster Admin Role", "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8");

    /// <summary>Installs, changes and removes extensions of Kubernetes clusters.</summary>
    public static BuiltInRole KubernetesExtensionContributor { get; } =
        new("Kubernetes Extension Contributor", "85cb6faf-e071-4c9b-8136-154b5a04f717");

    /// <summary>Manages virtual machines and scale sets, and lets them join subnets; not what is on them.</summary>
    public static BuiltInRole VirtualMachineContributor { get; } =
        new("Virtual Machine Contributor", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c");

    /// <summary>Gives and takes roles; only with a condition that says which.</summary>
    public static BuiltInRole RoleBasedAccessControlAdministrator { get; } =
        new("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168");

    /// <summary>Every role in use.</summary>
    public static IReadOnlyList<BuiltInRole> All =>
    [
        Contributor, Reader, StorageBlobDataContributor, StorageBlobDataReader, StorageFileDataPrivilegedContributor, AcrPull,
        AcrPush, ContainerRegistryTasksContributor, ContainerRegistryDataImporter, ContainerInstancesContributor,
        KeyVaultAdministrator, KeyVaultSecretsUser, KeyVaultSecretsOfficer, AzureMLDataScientist, AzureMLComputeOperator,
        ManagedIdentityOperator, MonitoringMetricsPublisher, LogAnalyticsReader, LogAnalyticsContributor, NetworkContributor,
        AksClusterAdmin, KubernetesExtensionContributor, VirtualMachineContributor, RoleBasedAccessControlAdministrator,
    ];
}
