namespace MlopsInfra.Policies;

/// <summary>
/// What scanners report all the same: their readers of ARM templates look for something else than Azure takes, or ask for what
/// environments that are no production relax. Seen with checkov 3.3.30 and trivy 0.74.0 on the templates of dev, qa and prod.
/// </summary>
internal static class ScannerReports
{
    private const string Account = "azure-native:storage:StorageAccount";
    private const string Cluster = "azure-native:containerservice:ManagedCluster";

    public static IReadOnlyList<ScannerReport> All { get; } =
    [
        new("checkov", "CKV_AZURE_6", Cluster, "the API server takes authorized ranges only",
            "The reader does not know private clusters, whose API server has no public address."),
        new("checkov", "CKV_AZURE_8", Cluster, "the dashboard is off",
            "The add-on is gone; the reader wants it named to be switched off."),
        new("checkov", "CKV_AZURE_172", Cluster, "secrets are rotated",
            "Rotation is on. Azure takes the text `true` in an add-on's configuration; the reader wants a boolean."),
        new("checkov", "CKV_AZURE_206", Account, "storage is replicated",
            "Zone-redundant storage is not on its list. Dev keeps one copy: its data can be loaded again."),
        new("checkov", "CKV_AZURE_33", Account, "the queue service logs requests",
            "It looks for the classic logs. A diagnostic setting sends all logs of each service to Log Analytics."),
        new("checkov", "CKV2_AZURE_21", Account, "the blob service logs reads", "As for queues: it looks for the classic logs."),
        new("checkov", "CKV_AZURE_235", "azure-native:containerinstance:ContainerGroup", "every variable is secure",
            "What is a secret is secure; what is none stays readable, which is what one looks at first when scoring fails."),
        new("trivy", "AZU-0013", "azure-native:keyvault:Vault", "the vault's firewall denies by default",
            "It does in a private environment. Dev and qa are open to identities with a role."),
        new("trivy", "AZU-0056", Account, "deleted blobs can be restored",
            "They can. The setting is that of the blob service, a resource of its own, which the reader does not look at."),
        new("trivy", "AZU-0057", Account, "the account logs requests",
            "It looks for the classic logs. A diagnostic setting sends all logs of each service to Log Analytics."),
        new("trivy", "AZU-0058", Account, "data is copied to another region",
            "An environment lives in one region, with copies in its zones; with redundancy set in the stack file, data leaves "
                + "it."),
        new("trivy", "AZU-0061", Account, "data is encrypted twice",
            "It is where the stack file says so: it can be set only when the account is made."),
    ];
}
