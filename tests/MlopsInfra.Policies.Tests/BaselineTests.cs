using System.Text.Json;

namespace MlopsInfra.Policies.Tests;

/// <summary>The baseline as a reader sees it: what a finding says, what is unknown, what is accepted.</summary>
public sealed class BaselineTests
{
    [Fact]
    public void A_finding_names_the_rule_its_public_ids_the_resource_the_property_the_value_and_what_is_needed()
    {
        var finding =
            SecurityBaseline.Evaluate([Resources.Of(Resources.Storage, """{"enableHttpsTrafficOnly":false}""", "data-account")])
            .Single(finding => finding.Rule.Id == "storage-https");
        Assert.Equal(
            "storage-https (CKV_AZURE_3, Azure.Storage.SecureTransfer): data-account: enableHttpsTrafficOnly is 'false'; it has "
                + "to be true.",
            finding.ToString());
    }

    [Fact]
    public void A_finding_in_a_list_names_the_element()
    {
        var cluster = Resources.Of(
            "azure-native:containerservice:ManagedCluster",
            """{"agentPoolProfiles":[{"osDiskType":"Ephemeral"},{"osDiskType":"Managed"}]}""");
        Assert.Equal("agentPoolProfiles[1].osDiskType", Findings(cluster, "aks-system-ephemeral-disk").Single().Property);
    }

    [Theory]
    [InlineData("\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"")]
    [InlineData("""{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"AAAA"}""")]
    public void What_is_not_known_yet_or_can_not_be_read_breaks_no_rule_about_values(string value) =>
        Assert.DoesNotContain("insights-workspace",
            Resources.BrokenBy(Resources.Of("azure-native:applicationinsights:Component",
                $$"""{"workspaceResourceId":{{value}}}""")));

    [Fact]
    public void A_secret_in_clear_is_looked_into()
    {
        const string secret =
            """{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","plaintext":"\"TLS1_0\""}""";
        Assert.Equal("TLS1_0",
            Findings(Resources.Of(Resources.Storage, $$"""{"minimumTlsVersion":{{secret}}}"""), "storage-tls").Single().Actual);
    }

    [Fact]
    public void Components_and_types_that_no_rule_is_about_are_passed_over() =>
        Assert.Empty(SecurityBaseline.Evaluate([Resources.Of("mlopsinfra:azure:MlStorage", "{}"),
            Resources.Of("random:index:RandomPet", "{}")]));

    [Fact]
    public void Development_may_relax_what_only_production_has_to_keep()
    {
        var account = Resources.Of(Resources.Storage, """{"publicNetworkAccess":"Enabled"}""");
        Assert.Contains("storage-public-network", Ids(SecurityBaseline.Evaluate([account], SecurityProfile.Production)));
        Assert.DoesNotContain("storage-public-network",
            Ids(SecurityBaseline.Evaluate([account], SecurityProfile.EveryEnvironment)));
    }

    [Fact]
    public void An_accepted_deviation_says_why_and_is_not_left_to_mend()
    {
        var account = Resources.Of(Resources.Storage, "{}");
        var finding = Findings(account, "storage-customer-key").Single();
        Assert.NotNull(finding.Accepted);
        Assert.DoesNotContain("storage-customer-key", Ids(SecurityBaseline.Evaluate([account], SecurityProfile.Production)));
    }

    [Fact]
    public void A_resource_of_a_deployment_is_read_with_its_name_its_type_its_inputs_and_its_id()
    {
        var state = JsonElement.Parse("""
            {"urn":"urn:pulumi:dev::mlops-infra::mlopsinfra:azure:MlStorage$azure-native:storage:StorageAccount::data-account",
             "type":"azure-native:storage:StorageAccount","id":"/subscriptions/1/x","inputs":{"accountName":"a"}}
            """);
        var resource = DeclaredResource.FromState(state);
        Assert.Equal(("data-account", Resources.Storage, "/subscriptions/1/x", "a"),
            (resource.Name, resource.Type, resource.Id, resource.Inputs.GetProperty("accountName").GetString()));
    }

    [Theory]
    [InlineData("""{"type":"a:b:C"}""", "urn")]
    [InlineData("""{"urn":"urn:pulumi:dev::p::a:b:C::n"}""", "type")]
    public void A_state_without_urn_or_type_is_refused(string state, string missing) =>
        Assert.Contains($"'{missing}'",
            Assert.Throws<FormatException>(() => DeclaredResource.FromState(JsonElement.Parse(state))).Message);

    [Fact]
    public void Rules_have_ids_of_their_own_and_deviations_are_of_rules_that_exist()
    {
        var ids = SecurityBaseline.Rules.Select(rule => rule.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Subset(ids.ToHashSet(), SecurityBaseline.Deviations.Select(deviation => deviation.RuleId).ToHashSet());
    }

    private static IEnumerable<SecurityFinding> Findings(DeclaredResource resource, string rule) =>
        SecurityBaseline.Evaluate([resource]).Where(finding => finding.Rule.Id == rule);

    private static IEnumerable<string> Ids(IEnumerable<SecurityFinding> findings) => findings.Select(finding => finding.Rule.Id);
}
