using Pulumi;
using Pulumi.Testing;

namespace MlopsInfra.Components.Tests.Components;

public sealed class InvalidArgumentsTests
{
    [Fact]
    public async Task A_name_that_Azure_would_refuse_is_refused_before_anything_is_declared()
    {
        var mocks = new AzureMocks();
        var error =
            await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            _ = new MlStorage("data", new MlStorageArgs { Placement = Declared.Placement, AccountName = "My_Store" });
        }));

        Assert.Equal(
            """
            MlStorage 'data': 1 invalid argument
              - AccountName is 'My_Store': 'M' is not allowed; Microsoft.Storage/storageAccounts takes 3 to 24 lower-case letters or digits, unique world-wide.
            """.ReplaceLineEndings("\n"),
            error.Message);
        Assert.Empty(mocks.Resources);
    }

    [Fact]
    public void Every_mistake_in_an_environment_is_found_at_once()
    {
        var args = new MlopsEnvironmentArgs
        {
            Workload = "My-Workload",
            Environment = "d",
            Location = "West Europe",
            SubscriptionId = AzureMocks.SubscriptionId,
            TenantId = "tenant",
            Tags = new Dictionary<string, string> { ["a/b"] = "c" },
            Storage = new StorageOptions { SoftDeleteDays = 400, LogsCoolAfterDays = 90, LogsDeleteAfterDays = 30 },
            Vault = new VaultOptions { SoftDeleteDays = 3 },
            Monitoring = new MonitoringOptions { RetentionDays = 7, DailyCapGb = 0 },
            Registry = new RegistryOptions { ZoneRedundant = true, UntaggedRetentionDays = 500 },
            Training = new TrainingOptions { ComputeName = "cpu-1", VmSize = "D4", MaxNodes = 0, MinNodes = 3, IdleMinutes = 0 },
        };

        Assert.Equal(
            [
                "Workload", "Environment", "Location", "TenantId", "Tags.a/b", "Storage.SoftDeleteDays",
                "Storage.LogsDeleteAfterDays",
                "Vault.SoftDeleteDays", "Monitoring.RetentionDays", "Monitoring.DailyCapGb", "Registry.ZoneRedundant",
                "Registry.UntaggedRetentionDays", "Registry.UntaggedRetentionDays", "Training.ComputeName", "Training.VmSize",
                "Training.MaxNodes", "Training.MinNodes", "Training.IdleMinutes",
            ],
            args.FindProblems().Select(problem => problem.Argument));
    }

    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Declared.Args().FindProblems());

    [Fact]
    public void A_scope_that_is_no_ARM_id_is_refused() =>
        Assert.Throws<InvalidArgumentsException>(() => BuiltInRoles.AcrPull.DefinitionIdFor("registry"));
}
