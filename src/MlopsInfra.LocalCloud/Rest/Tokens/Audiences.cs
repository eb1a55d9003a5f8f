namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>The token audiences of Azure's planes. A token for one is refused by the others.</summary>
public static class Audiences
{
    /// <summary>Azure Resource Manager.</summary>
    public const string ResourceManager = "https://management.azure.com";

    /// <summary>Azure Storage.</summary>
    public const string Storage = "https://storage.azure.com";

    /// <summary>Azure ML scoring hosts.</summary>
    public const string MachineLearning = "https://ml.azure.com";
}
