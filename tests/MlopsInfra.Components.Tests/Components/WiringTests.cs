using Pulumi;
using Pulumi.AzureNative.Storage;

namespace MlopsInfra.Components.Tests.Components;

public sealed class WiringTests
{
    [Fact]
    public async Task The_workspace_waits_for_all_of_its_identitys_rights()
    {
        var (_, graph) = await Declared.Environment();
        Assert.Equal(
            [
                "it-ml-identity-insights", "it-ml-identity-registry", "it-ml-identity-storage", "it-ml-identity-storage-blobs",
                "it-ml-identity-storage-files", "it-ml-identity-vault", "it-ml-identity-vault-data",
            ],
            await graph.DependenciesOf("it-ml-workspace"));
    }

    [Fact]
    public async Task The_training_cluster_waits_for_the_rights_of_its_jobs()
    {
        var (mocks, graph) = await Declared.Environment();
        Assert.Equal(
            [
                "it-training-identity-blobs", "it-training-identity-builds", "it-training-identity-images",
                "it-training-identity-telemetry", "it-training-identity-telemetry-target",
                "it-training-identity-workspace", "it-training-identity-workspace-itself",
            ],
            await graph.DependenciesOf("it-training-cluster"));
        Assert.Equal(MlopsInfra.Testing.AzureMocks.PrincipalOf("id-mlops-dev-training"),
            mocks.Resources["it-training-identity-blobs"].At("principalId"));
    }

    [Fact]
    public async Task Logs_reports_and_refused_rows_are_deleted_in_time_and_what_models_were_trained_on_is_not()
    {
        var (mocks, _) = await Declared.Environment();
        var rules = ((IEnumerable<object>)mocks.Only("storage:ManagementPolicy").At("policy.rules")!)
            .Cast<IDictionary<string, object>>().Select(rule => (IDictionary<string, object>)rule["definition"]);
        var deleting = rules.Select(rule => (Actions: (IDictionary<string, object>)rule["actions"],
                Filters: (IDictionary<string, object>)rule["filters"]))
            .Where(rule => rule.Actions.ContainsKey("baseBlob"))
            .SelectMany(rule => ((IEnumerable<object>)rule.Filters["prefixMatch"]).Cast<string>());
        Assert.Equal(
            ["scoring-inputs/", "predictions/", "labels/", "feedback/quarantine/", "monitoring/reports/"], deleting);
    }

    [Fact]
    public async Task Changes_that_Azure_ignores_on_a_cluster_replace_it_and_the_old_one_goes_first()
    {
        var (_, graph) = await Declared.Environment();
        var options = (CustomResourceOptions)graph.OptionsOf("it-training-cluster");
        Assert.Contains("properties.properties.vmSize", options.ReplaceOnChanges);
        Assert.Contains("properties.properties.vmPriority", options.ReplaceOnChanges);
        Assert.DoesNotContain("properties.properties.scaleSettings", options.ReplaceOnChanges);
        Assert.True(options.DeleteBeforeReplace);
    }

    [Fact]
    public async Task Purge_protection_is_left_out_rather_than_switched_off_because_Azure_refuses_false()
    {
        var (mocks, _) = await MlopsInfra.Testing.Run.Program(options => _ = new SecretVault(
            "it",
            new SecretVaultArgs
            {
                Placement = Declared.Placement,
                VaultName = "kv-test",
                TenantId = MlopsInfra.Testing.AzureMocks.TenantId,
                Options = new VaultOptions { PurgeProtection = false },
            },
            options));
        Assert.Null(mocks.Only("keyvault:Vault").At("properties.enablePurgeProtection"));
    }

    [Fact]
    public async Task The_escape_hatch_sees_every_resource_before_it_is_declared_and_may_change_it()
    {
        var seen = new List<string>();
        var (mocks, graph) = await Declared.Environment(inner =>
        {
            seen.Add(inner.Name);
            if (inner.Args is StorageAccountArgs account) account.AccessTier = AccessTier.Cool;
            if (inner.Name == "it-images-registry") inner.Options.Protect = true;
        });

        Assert.Equal("Cool", mocks.Only("storage:StorageAccount").At("accessTier"));
        Assert.True(graph.OptionsOf("it-images-registry").Protect);
        Assert.Equal(mocks.Resources.Values.Where(r => r.Type!.StartsWith("azure-native:")).Select(r => r.Name).Order(),
            seen.Order());
    }

    [Fact]
    public async Task Locks_come_after_everything_that_lies_under_them_so_that_a_destroy_takes_them_away_first()
    {
        var args = Declared.Args(locks: true);
        var (mocks, graph) = await MlopsInfra.Testing.Run.Program(options => _ = new MlopsEnvironment("it", args, options));
        Assert.Equal(3, mocks.All("authorization:ManagementLockByScope").Count);
        var after = await graph.DependenciesOf("it-locks-vault");
        Assert.Subset(after.ToHashSet(), new HashSet<string> { "it-storage", "it-secrets", "it-images", "it-ml", "it-training" });
    }

    [Fact]
    public async Task Training_data_is_an_asset_that_pipelines_refer_to_and_that_a_destroy_leaves_to_the_workspace()
    {
        var (mocks, graph) = await Declared.Environment();
        Assert.Equal(("training_data", "uri_folder"),
            (mocks.Only("machinelearningservices:DataContainer").At("name"),
                mocks.Only("machinelearningservices:DataContainer").At("properties.dataType")));
        var version = mocks.Only("machinelearningservices:DataVersion");
        Assert.Equal(("1", "azureml://datastores/training_data/paths/"),
            (version.At("version"), version.At("properties.dataUri")));
        Assert.True(((CustomResourceOptions)graph.OptionsOf("it-ml-data-training_data-1")).RetainOnDelete);
    }

    [Fact]
    public void A_data_asset_on_a_datastore_that_is_not_there_is_refused()
    {
        var args = new MlWorkspaceArgs
        {
            Placement = Declared.Placement,
            WorkspaceName = "mlw-test",
            IdentityName = "id-test",
            StorageAccountId = "x",
            StorageAccountName = "x",
            VaultId = "x",
            RegistryId = "x",
            ApplicationInsightsId = "x",
            DataAssets = [new DataAssetSpec("data", "elsewhere", "", "Data.")],
        };
        Assert.Equal("DataAssets is 'elsewhere': the asset 'data' is on a datastore that is not there; allowed are .",
            args.FindProblems().Single().ToString());
    }
}
