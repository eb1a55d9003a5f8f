namespace MlopsInfra.Stacks.Tests.Configuration;

/// <summary>Who signs in to GitHub and Azure DevOps is known before anything is declared.</summary>
public sealed class ProviderSettingsTests
{
    private const string GitHub =
        """ "mlops-infra:gitHub":"{\"enabled\":true,\"owner\":\"contoso\",\"repository\":\"mlops\"}" """;

    private const string AzureDevOps = """ "mlops-infra:azureDevOps":"{\"enabled\":true,\"project\":\"mlops\"}" """;

    [Theory]
    [InlineData("usgovernment")]
    [InlineData("china")]
    public void Another_cloud_than_the_public_one_is_refused_with_the_reason(string cloud)
    {
        var error = Assert.Single(Refused($""" "azure-native:environment":"{cloud}" """).Errors);
        Assert.Equal(("azure-native:environment", cloud), (error.Key, error.Value));
        Assert.Contains("public cloud", error.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("management.usgovcloudapi.net")]
    [InlineData("management.chinacloudapi.cn:443")]
    public void So_is_one_that_is_named_by_its_host(string host)
    {
        var error = Assert.Single(Refused($""" "azure-native:metadataHost":"{host}" """).Errors);
        Assert.Equal(("azure-native:metadataHost", host), (error.Key, error.Value));
    }

    [Fact]
    public void A_tag_without_a_value_is_refused() =>
        Assert.Equal(["mlops-infra:tags.owner"],
            Refused(""" "mlops-infra:tags":"{\"owner\":\"\",\"team\":\"ml\"}" """).Errors.Select(error => error.Key));

    [Fact]
    public void GitHub_needs_an_owner_and_a_token()
    {
        Assert.Equal(
            """
            Pulumi.dev.yaml has 2 configuration errors:
              - github:owner is missing: it is needed with gitHub: 'pulumi config set github:owner contoso'.
              - github:token is missing: a token that administers the repository is needed with gitHub: 'pulumi config set --secret github:token', or the environment variable GITHUB_TOKEN; or set gitHub.enabled to false.
            """.ReplaceLineEndings("\n"),
            Refused(GitHub).Message);
    }

    [Theory]
    [InlineData(""" "github:owner":"contoso","github:token":"hush" """, "")]
    [InlineData(""" "github:owner":"Contoso" """, "GITHUB_TOKEN")]
    [InlineData(""" "github:token":"hush" """, "GITHUB_OWNER")]
    public void Both_may_come_from_the_configuration_or_the_environment(string values, string variable)
    {
        var settings = Read($"{GitHub},{values}", name => name == variable ? name == "GITHUB_OWNER" ? "contoso" : "hush" : null);
        Assert.Equal("contoso", settings.GitHub!.Owner);
    }

    [Fact]
    public void The_provider_works_for_the_owner_of_the_repository()
    {
        var error = Assert.Single(Refused($"""{GitHub},"github:owner":"fabrikam","github:token":"hush" """).Errors);
        Assert.Equal("github:owner is 'fabrikam': gitHub.owner is 'contoso', and both have to be the owner of the repository.",
            error.ToString());
    }

    [Fact]
    public void Azure_DevOps_needs_an_organization_and_a_token()
    {
        Assert.Equal(
            """
            Pulumi.dev.yaml has 2 configuration errors:
              - azuredevops:orgServiceUrl is missing: it is needed with azureDevOps: 'pulumi config set azuredevops:orgServiceUrl https://dev.azure.com/ORGANIZATION'.
              - azuredevops:personalAccessToken is missing: a token that manages the project is needed with azureDevOps: 'pulumi config set --secret azuredevops:personalAccessToken', or the environment variable AZDO_PERSONAL_ACCESS_TOKEN; or sign in by Entra (azuredevops:useOidc, useMsi, useCli or clientId); or set azureDevOps.enabled to false.
            """.ReplaceLineEndings("\n"),
            Refused(AzureDevOps).Message);
        Assert.Equal(
            ["azuredevops:orgServiceUrl is 'contoso': the organization's https address is needed, as in "
                + "https://dev.azure.com/ORGANIZATION."],
            Refused($"""{AzureDevOps},"azuredevops:orgServiceUrl":"contoso","azuredevops:personalAccessToken":"hush" """).Errors
                .Select(error => error.ToString()));
    }

    [Theory]
    [InlineData(""" "azuredevops:personalAccessToken":"hush" """)]
    [InlineData(""" "azuredevops:useOidc":"true" """)]
    [InlineData(""" "azuredevops:clientId":"11111111-1111-1111-1111-111111111111" """)]
    public void A_token_or_Entra_signs_in_to_Azure_DevOps(string values) =>
        Assert.Equal("mlops",
            Read($"""{AzureDevOps},"azuredevops:orgServiceUrl":"https://dev.azure.com/contoso",{values}""").AzureDevOps!.Project);

    [Fact]
    public void An_approver_who_is_no_id_is_a_mistake_with_a_mend()
    {
        var error = Assert.Single(Refused("""
            "mlops-infra:azureDevOps":"{\"enabled\":true,\"project\":\"mlops\",\"approverIds\":[\"alice@contoso.com\"]}",
            "azuredevops:orgServiceUrl":"https://dev.azure.com/contoso","azuredevops:useCli":"true"
            """).Errors);
        Assert.Equal(
            "mlops-infra:azureDevOps.approverIds is 'alice@contoso.com': a GUID is needed: the id of a user or group in Azure "
                + "DevOps.", error.ToString());
    }

    [Fact]
    public void What_is_not_enabled_needs_no_sign_in() => Assert.Null(Read("""
        "mlops-infra:gitHub":"{\"enabled\":false,\"owner\":\"contoso\",\"repository\":\"mlops\"}"
        """).GitHub);

    [Fact]
    public void A_GitHub_environment_without_an_owner_and_a_reviewer_who_is_no_id_are_mistakes_with_a_mend()
    {
        var errors = Refused("""
            "mlops-infra:gitHub":"{\"enabled\":true,\"repository\":\"mlops\",\"reviewerUserIds\":[\"alice\",7],\"shared\":\"Mine\"}"
            """).Errors.Select(error => error.ToString());
        Assert.Equal(
            [
                "mlops-infra:gitHub.owner is missing: the user or organization that the repository belongs to is needed: 1 to 39 "
                    + "letters, digits or single hyphens, none at the ends.",
                "mlops-infra:gitHub.reviewerUserIds is 'alice': a numeric id is needed: 'gh api users/LOGIN --jq .id' tells it.",
                "mlops-infra:gitHub.shared is 'Mine': allowed are Use, Manage, Create.",
            ],
            errors);
    }

    [Fact]
    public void A_pipeline_s_secret_is_never_repeated()
    {
        var error = Refused("""
            "mlops-infra:pipelines":"{\"secrets\":{\"TOKEN\":\"hush\"}}"
            """);
        Assert.Contains("mlops-infra:pipelines.secrets.TOKEN is '[secret]': the pipelines read no secret of this name",
            error.Message);
        Assert.DoesNotContain("hush", error.Message);
    }

    private static ConfigurationException Refused(string values) => Assert.Throws<ConfigurationException>(() => Read(values));

    private static Components.MlopsEnvironmentArgs Read(string values, Func<string, string?>? variable = null) =>
        EnvironmentSettings.Read(
        RawConfiguration.Parse("mlops-infra", "dev", $$"""{"mlops-infra:location":"westeurope",{{values}}}""",
            null) with { Variable = variable ?? (_ => null) });
}
