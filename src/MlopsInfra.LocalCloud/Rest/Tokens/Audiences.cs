namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>The token audiences of Azure's planes. A token for one is refused by the others.</summary>
public static class Audiences
{
    /// <summary>Azure Resource Manager.</summary>
    public const string ResourceManager = "https://management.azure.com";

    /// <summary>Azure Storage.</summary>
    public const string Storage = "https://storage.azure.com";

    /// <summary>Azure Key Vault.</summary>
    public const string KeyVault = "https://vault.azure.net";

    /// <summary>Azure ML scoring hosts.</summary>
    public const string MachineLearning = "https://ml.azure.com";

    /// <summary>Microsoft Graph.</summary>
    public const string Graph = "https://graph.microsoft.com";

    /// <summary>Ingestion of Azure Monitor.</summary>
    public const string Monitor = "https://monitor.azure.com";

    /// <summary>Queries of Log Analytics.</summary>
    public const string LogAnalytics = "https://api.loganalytics.io";

    /// <summary>Queries of Application Insights.</summary>
    public const string ApplicationInsights = "https://api.applicationinsights.io";
}
