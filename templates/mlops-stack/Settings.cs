using MlopsInfra.Components;
using Pulumi;
using Pulumi.AzureNative.Authorization;

namespace Company.Mlops;

/// <summary>What the stack files choose; what they leave out has the default given here, or the component's own.</summary>
internal static class Settings
{
    public static MlopsEnvironmentArgs Read(Config config, GetClientConfigResult client) => new()
    {
        Workload = config.Get("workload") ?? "mlops",
        Environment = Deployment.Instance.StackName,
        Location = config.Require("location"),
        SubscriptionId = client.SubscriptionId,
        TenantId = client.TenantId,
        Storage = new StorageOptions { Redundancy =
            Enum.Parse<StorageRedundancy>(config.Get("redundancy") ?? "Lrs", ignoreCase: true) },
        Vault = new VaultOptions { PurgeProtection = config.GetBoolean("purgeProtection") ?? true },
        Training = new TrainingOptions
        {
            VmSize = config.Get("trainingVmSize") ?? "Standard_DS3_v2",
            MaxNodes = config.GetInt32("trainingMaxNodes") ?? 2,
        },
        // More parts of an environment, each left out by null: QaScoring, PrivateNetwork, DataArrival, Deployment, Alerts.
        ProductionScoring =
            config.GetBoolean("productionScoring") is true ? new ProductionScoringOptions { Tls = Tls(config) } : null,
        DeleteLocks = config.GetBoolean("deleteLocks") ?? false,
        // The way to everything that a component has no argument for: called with each resource before it is declared.
        Configure = inner =>
        {
            if (inner.Args is Pulumi.AzureNative.OperationalInsights.WorkspaceArgs logs)
                logs.RetentionInDays = config.GetInt32("logRetentionDays") ?? 30;
        },
    };

    // Certificate and key: pulumi config set --secret scoringCertificate < cert.pem, and scoringKey < key.pem. Without them a
    // Kubernetes secret has to hold both, which a cluster that is not there yet can't have.
    private static ScoringTlsOptions Tls(Config config) => new()
    {
        Name = config.Require("scoringName"),
        Certificate = config.Get("scoringCertificate"),
        Key = config.Get("scoringKey"),
        KubernetesSecret = config.Get("scoringCertificate") is null ? "scoring-certificate" : null,
    };
}
