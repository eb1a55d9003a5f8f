using MlopsInfra.Components;

namespace MlopsInfra.Stacks.Tests.Configuration;

public sealed class EnvironmentSettingsTests
{
    [Fact]
    public void Every_mistake_is_reported_together_with_its_key_its_value_and_what_is_allowed()
    {
        var error = Assert.Throws<ConfigurationException>(() => Read("""
            {
              "mlops-infra:workload": "My Workload",
              "mlops-infra:colour": "blue",
              "mlops-infra:storage": "{\"redundancy\":\"Triple\",\"softDeleteDays\":400,\"colour\":1}",
              "mlops-infra:registry": "Premium",
              "mlops-infra:training": "{\"maxNodes\":\"many\",\"minNodes\":-1}",
              "mlops-infra:vault": "{\"purgeProtection\":\"yes\"}",
              "azure-native:location": "somewhere"
            }
            """));

        Assert.Equal(
            """
            Pulumi.dev.yaml has 10 configuration errors:
              - mlops-infra:colour: there is no such key; known are alerts, azureDevOps, batchScoring, buildAgents, dataArrival, deleteLocks, deployment, environment, gitHub, location, monitoring, pipelines, privateNetwork, productionScoring, qaScoring, registry, releases, storage, tags, training, vault, workload.
              - mlops-infra:location is missing: set it, as in 'pulumi config set location westeurope'.
              - mlops-infra:registry: an object is needed: keys and values, indented below this key.
              - mlops-infra:storage.colour: there is no such key; known are changeFeedDays, infrastructureEncryption, logsCoolAfterDays, logsDeleteAfterDays, quarantineDeleteAfterDays, redundancy, reportsDeleteAfterDays, softDeleteDays, versionDays.
              - mlops-infra:storage.redundancy is 'Triple': allowed are Lrs, Zrs, Grs, Gzrs.
              - mlops-infra:storage.softDeleteDays is '400': allowed are 7 to 365 days.
              - mlops-infra:training.maxNodes is 'many': a whole number is needed.
              - mlops-infra:training.minNodes is '-1': allowed are 0 to MaxNodes (2) nodes.
              - mlops-infra:vault.purgeProtection is 'yes': allowed are true and false.
              - mlops-infra:workload is 'My Workload': 'M' is not allowed; a workload takes 2 to 12 lower-case letters or digits, beginning with lower-case letters.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [Theory]
    [InlineData("""{"mlops-infra:location":"westeurope","mlops-infra:workload":"Hush hush"}""", """["mlops-infra:workload"]""")]
    [InlineData("""{"mlops-infra:location":"westeurope","mlops-infra:workload":"https://me:hush@example.org"}""", "[]")]
    public void A_secret_value_is_not_repeated_in_a_message(string values, string secretKeys)
    {
        var error = Assert.Throws<ConfigurationException>(() =>
            EnvironmentSettings.Read(RawConfiguration.Parse("mlops-infra", "dev", values, secretKeys)));
        Assert.DoesNotContain("hush", error.Message);
        Assert.Contains("[secret]", error.Message);
    }

    [Theory]
    [InlineData("hush")]
    [InlineData("{\\\"password\\\":\\\"hush\\\"}x")]
    public void A_text_where_an_object_has_to_be_is_not_repeated(string text)
    {
        var error = Assert.Throws<ConfigurationException>(() =>
            Read($$"""{"mlops-infra:location":"westeurope","mlops-infra:storage":"{{text}}"}"""));
        Assert.DoesNotContain("hush", error.Message);
        Assert.Contains("mlops-infra:storage: an object is needed", error.Message);
    }

    [Theory]
    [InlineData("""{"mlops-infra:location":"westeurope","mlops-infra:apiToken":"hush"}""")]
    [InlineData("""{"mlops-infra:location":"westeurope","mlops-infra:storage":"{\"acountKey\":\"hush\"}"}""")]
    public void The_value_of_a_key_that_there_is_not_is_not_repeated(string values)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(values));
        Assert.DoesNotContain("hush", error.Message);
        Assert.Contains("there is no such key", error.Message);
    }

    [Fact]
    public void What_is_left_out_has_the_components_default()
    {
        var settings = Read("""{"mlops-infra:location":"westeurope"}""");
        Assert.Equal("mlops", settings.Workload);
        Assert.Equal("dev", settings.Environment);
        Assert.Equal(new StorageOptions(), settings.Storage);
        Assert.Equal(new VaultOptions(), settings.Vault);
        Assert.Equal(new MonitoringOptions(), settings.Monitoring);
        Assert.Equal(new RegistryOptions(), settings.Registry);
        Assert.Equal(new TrainingOptions(), settings.Training);
    }

    [Fact]
    public void Numbers_and_switches_may_be_text_as_the_command_line_sets_them()
    {
        var settings = Read("""
            {"mlops-infra:location":"westeurope",
             "mlops-infra:training":"{\"maxNodes\":\"3\",\"priority\":\"lowpriority\"}",
             "mlops-infra:vault":"{\"purgeProtection\":\"false\"}"}
            """);
        Assert.Equal((3, TrainingPriority.LowPriority, false),
            (settings.Training.MaxNodes, settings.Training.Priority, settings.Vault.PurgeProtection));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public void The_committed_stack_files_are_valid(string stack) =>
    Assert.Equal(stack, EnvironmentSettings.Read(StackFile.Read(stack)).Environment);

    private static Components.MlopsEnvironmentArgs Read(string values) =>
        EnvironmentSettings.Read(RawConfiguration.Parse("mlops-infra", "dev", values, null));
}
