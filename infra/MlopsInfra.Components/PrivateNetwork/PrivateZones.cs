namespace MlopsInfra.Components;

/// <summary>Names of private DNS zones ("Azure Private Endpoint private DNS zone values").</summary>
public static class PrivateZones
{
    /// <summary>Blobs (sub-resource <c>blob</c>).</summary>
    public const string Blob = "privatelink.blob.core.windows.net";

    /// <summary>Files (sub-resource <c>file</c>).</summary>
    public const string File = "privatelink.file.core.windows.net";

    /// <summary>Key vaults (sub-resource <c>vault</c>).</summary>
    public const string Vault = "privatelink.vaultcore.azure.net";

    /// <summary>Container registries (sub-resource <c>registry</c>).</summary>
    public const string Registry = "privatelink.azurecr.io";

    /// <summary>Azure Machine Learning workspaces (sub-resource <c>amlworkspace</c>).</summary>
    public const string WorkspaceApi = "privatelink.api.azureml.ms";

    /// <summary>The workspaces' notebooks (sub-resource <c>amlworkspace</c>).</summary>
    public const string WorkspaceNotebooks = "privatelink.notebooks.azure.net";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => [Blob, File, Vault, Registry, WorkspaceApi, WorkspaceNotebooks];
}
