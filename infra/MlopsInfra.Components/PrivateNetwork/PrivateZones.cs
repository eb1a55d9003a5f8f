namespace MlopsInfra.Components;

/// <summary>Private DNS zones, by sub-resource ("Azure Private Endpoint private DNS zone values").</summary>
internal static class PrivateZones
{
    public const string Blob = "privatelink.blob.core.windows.net";
    public const string File = "privatelink.file.core.windows.net";
    public const string Vault = "privatelink.vaultcore.azure.net";
    public const string Registry = "privatelink.azurecr.io";
    public const string WorkspaceApi = "privatelink.api.azureml.ms";
    public const string WorkspaceNotebooks = "privatelink.notebooks.azure.net";

    public static IReadOnlyList<string> All => [Blob, File, Vault, Registry, WorkspaceApi, WorkspaceNotebooks];
}
