using Pulumi.Testing;

namespace MlopsInfra.Stacks.Tests.Configuration;

/// <summary>
/// A stack file as it is delivered is refused wherever it would do harm, with all that has to be replaced; the local cloud takes
/// it.
/// </summary>
public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("dev", 5)]
    [InlineData("prod", 8)]
    public async Task All_placeholders_are_named_at_once_where_they_stand(string stack, int count)
    {
        var refused = await Assert.ThrowsAnyAsync<Pulumi.RunException>(() =>
            DeclareAsync(StackFile.Read(stack) with { RefusesPlaceholders = true }));
        Assert.Contains($"Pulumi.{stack}.yaml has {count} configuration errors:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("  - mlops-infra:alerts.emails[0] is 'mlops@example.com': an address that somebody reads is needed.",
            refused.Message, StringComparison.Ordinal);
        Assert.Contains("  - azuredevops:orgServiceUrl is 'https://dev.azure.com/ORGANIZATION': ", refused.Message,
            StringComparison.Ordinal);
        string[] ofProd = ["productionScoring.tls.name", "productionScoring.tls.kubernetesSecret", "buildAgents.sshPublicKey"];
        Assert.All(ofProd,
            key => Assert.Equal(stack == "prod",
                refused.Message.Contains($"  - mlops-infra:{key} is '", StringComparison.Ordinal)));
        Assert.Equal(stack == "prod",
            refused.Message.Contains("mlops-infra:azureDevOps.approverIds[0] is '00000000-0000-0000-0000-000000000000'",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_enabled_may_keep_its_placeholders()
    {
        var delivered = StackFile.Read("dev");
        var values = new Dictionary<string, string>(delivered.Values)
        {
            ["gitHub"] = """{"enabled":false,"owner":"OWNER"}""",
            ["azureDevOps"] = """{"enabled":false,"importUrl":"https://github.com/OWNER/x.git"}""",
            ["alerts"] = """{"enabled":true,"emails":["ml@contoso.com"]}""",
        };
        await DeclareAsync(delivered with { RefusesPlaceholders = true, Values = values });
    }

    [Fact]
    public Task Without_the_check_nothing_is_refused() => DeclareAsync(StackFile.Read("prod"));

    private static Task DeclareAsync(RawConfiguration configuration) => Pulumi.Deployment.TestAsync(
        new AzureMocks(), new TestOptions { IsPreview = false, ProjectName = "mlops-infra", StackName = configuration.Stack },
        () => MlopsStack.DeclareAsync(configuration, null));
}
