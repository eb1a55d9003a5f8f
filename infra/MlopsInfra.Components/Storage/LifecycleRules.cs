using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// The account's lifecycle rules: logs of scoring age, and old reports, refused rows and versions go. What models were trained on
/// stays: a model is traced to it.
/// </summary>
internal static class LifecycleRules
{
    public static ManagementPolicySchemaArgs Create(StorageOptions options) =>
        new()
        {
            Rules =
            {
                AgeLogs(options), DropVersions(options),
                Drop("drop-old-quarantine", options.QuarantineDeleteAfterDays, $"{StorageContainers.Feedback}/quarantine/"),
                Drop("drop-old-reports", options.ReportsDeleteAfterDays, $"{StorageContainers.Monitoring}/reports/"),
            },
        };

    private static ManagementPolicyRuleArgs AgeLogs(StorageOptions options) => CreateRule(
        "age-scoring-logs",
        new ManagementPolicyActionArgs
        {
            BaseBlob = new ManagementPolicyBaseBlobArgs
            {
                TierToCool = new DateAfterModificationArgs { DaysAfterModificationGreaterThan = options.LogsCoolAfterDays },
                Delete = new DateAfterModificationArgs { DaysAfterModificationGreaterThan = options.LogsDeleteAfterDays },
            },
        },
        $"{StorageContainers.ScoringInputs}/", $"{StorageContainers.Predictions}/", $"{StorageContainers.Labels}/");

    private static ManagementPolicyRuleArgs Drop(string name, int days, string prefix) => CreateRule(
        name,
        new ManagementPolicyActionArgs
        {
            BaseBlob = new ManagementPolicyBaseBlobArgs
            {
                Delete = new DateAfterModificationArgs { DaysAfterModificationGreaterThan = days },
            },
        },
        prefix);

    private static ManagementPolicyRuleArgs DropVersions(StorageOptions options) => CreateRule(
        "drop-old-versions",
        new ManagementPolicyActionArgs
        {
            Version = new ManagementPolicyVersionArgs
            {
                Delete = new DateAfterCreationArgs { DaysAfterCreationGreaterThan = options.VersionDays },
            },
        });

    private static ManagementPolicyRuleArgs CreateRule(string name, ManagementPolicyActionArgs actions, params string[] prefixes)
    {
        var filters = new ManagementPolicyFilterArgs { BlobTypes = { "blockBlob" } };
        if (prefixes.Length > 0) filters.PrefixMatch = prefixes;
        return new ManagementPolicyRuleArgs
        {
            Name = name,
            Enabled = true,
            Type = RuleType.Lifecycle,
            Definition = new ManagementPolicyDefinitionArgs { Actions = actions, Filters = filters },
        };
    }
}
