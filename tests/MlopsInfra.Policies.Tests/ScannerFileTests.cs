using System.Text;

namespace MlopsInfra.Policies.Tests;

/// <summary>The files that tell scanners what to pass over are those of the code: one list, with one reason.</summary>
public sealed class ScannerFileTests
{
    private const string Cluster = "azure-native:containerservice:ManagedCluster";
    private const string Written = "# Written by tests/MlopsInfra.Policies.Tests from the deviations and reports of "
        + "src/MlopsInfra.Policies: UPDATE_SNAPSHOTS=1 dotnet test.\n";

    [Fact]
    public void What_checkov_passes_over_is_what_the_baseline_accepts()
    {
        var text = new StringBuilder(Written);
        text.Append("# checkov reads this file where it is started: checkov -d . or checkov -f TEMPLATE\n");
        text.Append("skip-path:\n");
        text.Append(
            "  # Lists where its reader of ARM templates expects objects: it would end there.\n  - "
                + "tests/MlopsInfra.Stacks.Tests/Snapshots\n");
        text.Append("  # Names of types that look like secrets.\n  - sdks/schemas\n  # What a build makes.\n  - artifacts\n");
        text.Append("skip-check:\n");
        foreach (var (id, reason) in SecurityBaseline.PassedOverEverywhere("checkov")) text.Append($"  # {reason}\n  - {id}\n");
        Same(text.ToString(), ".checkov.yaml");
    }

    [Fact]
    public void What_trivy_passes_over_is_what_the_baseline_accepts()
    {
        var text = new StringBuilder(Written);
        text.Append("# trivy reads this file where it is started: trivy config TEMPLATE\n");
        foreach (var (id, reason) in SecurityBaseline.PassedOverEverywhere("trivy")) text.Append($"\n# {reason}\n{id}\n");
        Same(text.ToString(), ".trivyignore");
    }

    [Fact]
    public void A_report_is_explained_once_and_is_about_resources_that_the_baseline_knows()
    {
        var accepted = SecurityBaseline.Deviations.SelectMany(deviation =>
            deviation.ScannerIds.Concat(SecurityBaseline.Rules.Single(rule => rule.Id == deviation.RuleId).PublicIds));
        Assert.Distinct(SecurityBaseline.ScannerReports.Select(report => report.Id));
        Assert.Empty(SecurityBaseline.ScannerReports.Select(report => report.Id).Intersect(accepted));
        Assert.All(SecurityBaseline.ScannerReports, report =>
        {
            Assert.Equal(report.Tool, ScannerReport.ToolOf(report.Id));
            Assert.Contains(SecurityBaseline.Rules, rule => rule.ResourceType == report.ResourceType);
        });
    }

    [Theory]
    [InlineData("CKV_AZURE_6", Cluster, """{"apiServerAccessProfile":{"enablePrivateCluster":true}}""",
        """{"apiServerAccessProfile":{"authorizedIPRanges":["192.0.2.0/24"]}}""")]
    [InlineData("CKV_AZURE_8", Cluster, "{}", """{"addonProfiles":{"kubeDashboard":{"enabled":true}}}""")]
    [InlineData("CKV_AZURE_172", Cluster,
        """{"addonProfiles":{"azureKeyvaultSecretsProvider":{"enabled":true,"config":{"enableSecretRotation":"true"}}}}""",
        """{"addonProfiles":{"azureKeyvaultSecretsProvider":{"enabled":true,"config":{"enableSecretRotation":"false"}}}}""")]
    [InlineData("CKV_AZURE_206", Resources.Storage, """{"sku":{"name":"Standard_ZRS"}}""", """{"sku":{"name":"Standard_LRS"}}""")]
    [InlineData("CKV_AZURE_235", "azure-native:containerinstance:ContainerGroup",
        """{"containers":[{"environmentVariables":[{"name":"MODEL","value":"x"},{"name":"API_KEY","secureValue":"x"}]}]}""",
        """{"containers":[{"environmentVariables":[{"name":"API_KEY","value":"x"}]}]}""")]
    [InlineData("CKV_AZURE_243", Resources.Workspace, """{"managedNetwork":{"isolationMode":"AllowInternetOutbound"}}""", "{}")]
    [InlineData("AZU-0058", Resources.Storage, """{"sku":{"name":"Standard_GZRS"}}""", """{"sku":{"name":"Standard_ZRS"}}""")]
    [InlineData("AZU-0061", Resources.Storage, """{"encryption":{"requireInfrastructureEncryption":true}}""", "{}")]
    public void A_scanner_passes_over_only_the_resource_that_the_reason_is_true_of(string id, string type, string isTrue,
        string isNot)
    {
        Assert.Contains(id, PassedOver(id, Resources.Of(type, isTrue)));
        Assert.DoesNotContain(id, PassedOver(id, Resources.Of(type, isNot)));
    }

    [Theory]
    [InlineData("CKV_AZURE_33")]
    [InlineData("CKV2_AZURE_21")]
    [InlineData("AZU-0057")]
    public void Classic_logs_are_not_missed_only_where_each_service_sends_its_logs(string id)
    {
        const string account = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/stx";
        DeclaredResource[] declared =
        [
            Resources.Of(Resources.Storage, "{}", "account", account),
            .. ((string[])["blob", "file", "queue", "table"]).Select(service => Resources.Of(
                "azure-native:monitor:DiagnosticSetting",
                $$"""
                {"resourceUri":"{{account}}/{{service}}Services/default","workspaceId":"/w","logs":[{"categoryGroup":"allLogs"}]}
                """, service)),
        ];
        Assert.Contains(id, PassedOver(id, declared));
        Assert.DoesNotContain(id, PassedOver(id, [.. declared.Where(resource => resource.Name != "queue")]));
    }

    [Fact]
    public void Deleted_blobs_can_be_restored_where_the_account_s_own_blob_service_keeps_them()
    {
        string[] Restored(string inputs) => PassedOver("AZU-0056", Resources.Of(Resources.Storage, """{"accountName":"stx"}"""),
            Resources.Of("azure-native:storage:BlobServiceProperties", inputs, "blobs"));
        Assert.Contains("AZU-0056", Restored("""{"accountName":"stx","deleteRetentionPolicy":{"enabled":true,"days":7}}"""));
        Assert.DoesNotContain("AZU-0056", Restored("""{"accountName":"stx","deleteRetentionPolicy":{"enabled":false}}"""));
        Assert.DoesNotContain("AZU-0056", Restored("""{"accountName":"sty","deleteRetentionPolicy":{"enabled":true}}"""));
    }

    [Theory]
    [InlineData("CKV_AZURE_6")]
    [InlineData("CKV_AZURE_206")]
    [InlineData("CKV_AZURE_243")]
    [InlineData("AZU-0013")]
    [InlineData("AZU-0058")]
    [InlineData("AZU-0061")]
    public void What_an_environment_may_relax_is_not_passed_over_in_the_whole_repository(string id) =>
        Assert.DoesNotContain(SecurityBaseline.PassedOverEverywhere(ScannerReport.ToolOf(id)!), passed => passed.Id == id);

    private static string[] PassedOver(string id, params DeclaredResource[] resources) =>
        [.. SecurityBaseline.PassedOver(ScannerReport.ToolOf(id)!, resources).Select(passed => passed.Id)];

    private static void Same(string actual, string file)
    {
        var path = Path.Combine(Repository.Root, file);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
            Assert.Skip($"wrote {path}");
        }

        Assert.Equal(actual, File.ReadAllText(path));
    }
}
