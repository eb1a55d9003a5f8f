namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>What a type has to say about who gets in over the network, and where in its body it says so.</summary>
/// <param name="Rules">The object with the default action and the rules; null if the type has none.</param>
/// <param name="SubResource">What a private endpoint to its data is called.</param>
/// <param name="Zone">The private DNS zone that leads to such an endpoint.</param>
/// <param name="Bypass">Path of what may pass by the rules; null if nothing may.</param>
/// <param name="TrustedTypes">Types of resources whose services count as trusted there.</param>
internal sealed record NetworkSurface(
    string? Rules, string SubResource, string Zone, string? Bypass, string[] TrustedTypes)
{
    private const string MachineLearning = "Microsoft.MachineLearningServices/workspaces";

    /// <summary>
    /// By type. Sub-resources and zones: "Azure Private Endpoint private DNS zone values". Trusted services of storage: "Trusted
    /// access based on a managed identity" in "Configure Azure Storage firewalls"; of vaults: "Trusted services" in "Virtual
    /// network service endpoints for Azure Key Vault"; of registries: "Allow trusted services to securely access a
    /// network-restricted container registry".
    /// </summary>
    private static readonly Dictionary<string, NetworkSurface> ByType = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage/storageAccounts"] = new(
            "properties.networkAcls", "blob", "privatelink.blob.core.windows.net",
            "properties.networkAcls.bypass",
            [
                MachineLearning, "Microsoft.MachineLearningServices/registries", "Microsoft.EventGrid/systemTopics",
                "Microsoft.EventGrid/topics",
                "Microsoft.EventGrid/domains", "Microsoft.Logic/workflows", "Microsoft.ContainerRegistry/registries",
            ]),
        ["Microsoft.KeyVault/vaults"] = new(
            "properties.networkAcls", "vault", "privatelink.vaultcore.azure.net",
            "properties.networkAcls.bypass",
            [MachineLearning, "Microsoft.EventGrid/systemTopics", "Microsoft.ContainerRegistry/registries",
                "Microsoft.Storage/storageAccounts"]),
        ["Microsoft.ContainerRegistry/registries"] = new(
            "properties.networkRuleSet", "registry", "privatelink.azurecr.io",
            "properties.networkRuleBypassOptions", [MachineLearning, "Microsoft.ContainerRegistry/registries"]),
        // A workspace has no rules: it is open or closed.
        [MachineLearning] = new(null, "amlworkspace", "privatelink.api.azureml.ms", null, []),
    };

    /// <summary>That of a type; null for a type without any.</summary>
    /// <param name="type">The ARM type.</param>
    public static NetworkSurface? Of(string type) => ByType.GetValueOrDefault(type);
}
