using System.Text.RegularExpressions;

namespace MlopsInfra.Policies;

/// <summary>Container Instances.</summary>
internal static partial class ContainerGroupRules
{
    private const string Group = "azure-native:containerinstance:ContainerGroup";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("aci-network", Group, "subnetIds", Requirements.Set, "CKV_AZURE_98") { Profile = SecurityProfile.Production },
        new("aci-public-ip", Group, "ipAddress.type", Requirements.OneOf("Private"),
            "CKV_AZURE_245") { Profile = SecurityProfile.Production },
        new("aci-secret-values", Group, "containers[*].environmentVariables[*]", NoSecretInClear(), "CKV_AZURE_235"),
        new("aci-identity", Group, "identity.type", Requirements.Contains("Assigned"), "CKV2_AZURE_28"),
        new("aci-registry-identity", Group, "imageRegistryCredentials[*].identity", Requirements.Set),
        new("aci-registry-password", Group, "imageRegistryCredentials[*].password", Requirements.NotSet),
        new("aci-customer-key", Group, "encryptionProperties.keyName", Requirements.Set,
            "policy: 0aa61e00-0a01-4a3c-9945-e93cffedf0e6"),
        new("aci-image-digest", Group, "containers[*].image",
            Requirements.Contains("@sha256:")) { Profile = SecurityProfile.Production },
        new("aci-limits", Group, "containers[*].resources.limits", Requirements.Set),
        new("aci-liveness", Group, "containers[*].livenessProbe", Requirements.Set),
        new("aci-readiness", Group, "containers[*].readinessProbe", Requirements.Set),
    ];

    // checkov asks for every variable to be secure; what is no secret stays readable here.
    private static Requirement NoSecretInClear() => Requirement.OfValue(
        "give what its name calls a secret in secureValue",
        variable => variable.Value is not { } value
            || InputPath.Find(value, "name")[0].Text is not { } name
            || !SecretName().IsMatch(name)
            || InputPath.Find(value, "value")[0].IsMissing);

    [GeneratedRegex("KEY|SECRET|PASSWORD|PASSWD|TOKEN|CONNECTION_?STRING|CREDENTIAL|SAS", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
