namespace MlopsInfra.Policies;

/// <summary>
/// What scanners report all the same: their readers of ARM templates look for something else than Azure takes. Beside each
/// stands what its reason is true of; where it is not true, the report is right. Seen with checkov 3.3.30 and trivy 0.74.0 on
/// the templates of dev, qa and prod.
/// </summary>
internal static class ScannerReports
{
    private const string Account = "azure-native:storage:StorageAccount";
    private const string Cluster = "azure-native:containerservice:ManagedCluster";
    private const string BlobService = "azure-native:storage:BlobServiceProperties";

    public static IReadOnlyList<ScannerReport> All { get; } =
    [
        new("checkov", "CKV_AZURE_6", Cluster, "the API server takes authorized ranges only",
            "The reader does not know private clusters, whose API server has no public address.")
        {
            Where = "private clusters",
            Holds = (cluster, _) => Has(cluster, "apiServerAccessProfile.enablePrivateCluster", "true"),
        },
        new("checkov", "CKV_AZURE_8", Cluster, "the dashboard is off",
            "The add-on is gone; the reader wants it named to be switched off.") { Holds = Keeps("aks-dashboard") },
        new("checkov", "CKV_AZURE_172", Cluster, "secrets are rotated",
            "Rotation is on. Azure takes the text `true` in an add-on's configuration; the reader wants a boolean.")
        {
            Holds = Keeps("aks-secret-store", "aks-secret-rotation"),
        },
        new("checkov", "CKV_AZURE_206", Account, "storage is replicated",
            "The account has copies in three zones. Zone-redundant storage is not on the reader's list.")
        {
            Where = "zone-redundant accounts",
            Holds = (account, _) => Has(account, "sku.name", "Standard_ZRS", "Premium_ZRS"),
        },
        new("checkov", "CKV_AZURE_33", Account, "the queue service logs requests",
            "It looks for the classic logs. A diagnostic setting sends all logs of each service to Log Analytics.")
        {
            Holds = LogsOfEachService(),
        },
        new("checkov", "CKV2_AZURE_21", Account, "the blob service logs reads",
            "As for queues: it looks for the classic logs.") { Holds = LogsOfEachService() },
        new("checkov", "CKV_AZURE_235", "azure-native:containerinstance:ContainerGroup", "every variable is secure",
            "What is a secret is secure; what is none stays readable, which is what one looks at first when scoring fails.")
        {
            Holds = Keeps("aci-secret-values"),
        },
        new("trivy", "AZU-0056", Account, "deleted blobs can be restored",
            "They can. The setting is that of the blob service, a resource of its own, which the reader does not look at.")
        {
            Holds = BlobsCanBeRestored,
        },
        new("trivy", "AZU-0057", Account, "the account logs requests",
            "It looks for the classic logs. A diagnostic setting sends all logs of each service to Log Analytics.")
        {
            Holds = LogsOfEachService(),
        },
        new("trivy", "AZU-0058", Account, "data is copied to another region",
            "It is. The reader does not look at the SKU, and reports every account.")
        {
            Where = "accounts with copies in the paired region",
            Holds = (account, _) =>
                Has(account, "sku.name", "Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "Standard_RAGZRS"),
        },
        new("trivy", "AZU-0061", Account, "data is encrypted twice",
            "It is. The reader does not look at the setting, and reports every account.")
        {
            Where = "accounts with infrastructure encryption",
            Holds = Keeps("storage-infrastructure-encryption"),
        },
    ];

    private static Func<DeclaredResource, DeclaredResources, bool> LogsOfEachService() =>
        Keeps("storage-logs-blob", "storage-logs-file", "storage-logs-queue", "storage-logs-table");

    // What the reason says is what rules of the baseline ask.
    private static Func<DeclaredResource, DeclaredResources, bool> Keeps(params string[] rules) => (resource, all) =>
        rules.All(id => SecurityBaseline.Rules.Single(rule => rule.Id == id) is var rule
            && !rule.Requirement.FindBroken(resource, rule.Property, all).Any());

    private static bool BlobsCanBeRestored(DeclaredResource account, DeclaredResources all) =>
        all.OfType(BlobService).Any(blobs =>
            At(blobs, "accountName") == At(account, "accountName") && Has(blobs, "deleteRetentionPolicy.enabled", "true"));

    private static bool Has(DeclaredResource resource, string path, params string[] values) =>
        values.Contains(At(resource, path), StringComparer.OrdinalIgnoreCase);

    private static string? At(DeclaredResource resource, string path) => InputPath.Find(resource.Inputs, path)[0].Text;
}
