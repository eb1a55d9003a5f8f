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

    /// <summary>Azure Monitor's global addresses: configuration, ingestion, queries (sub-resource <c>azuremonitor</c>).</summary>
    public const string Monitor = "privatelink.monitor.azure.com";

    /// <summary>Log Analytics, its older addresses of agents (sub-resource <c>azuremonitor</c>).</summary>
    public const string LogAnalytics = "privatelink.oms.opinsights.azure.com";

    /// <summary>Log Analytics, where data is sent to (sub-resource <c>azuremonitor</c>).</summary>
    public const string LogIngestion = "privatelink.ods.opinsights.azure.com";

    /// <summary>Log Analytics, the service of agents (sub-resource <c>azuremonitor</c>).</summary>
    public const string MonitorAgents = "privatelink.agentsvc.azure-automation.net";

    /// <summary>
    /// What a private link scope of Azure Monitor needs; the solution packs of agents come from blob storage, so that
    /// <see cref="Blob"/> is one of them.
    /// </summary>
    public static IReadOnlyList<string> OfMonitoring => [Monitor, LogAnalytics, LogIngestion, MonitorAgents, Blob];

    /// <summary>Those of every private environment.</summary>
    public static IReadOnlyList<string> All => [Blob, File, Vault, Registry, WorkspaceApi, WorkspaceNotebooks];
}
