using CsCheck;

namespace MlopsInfra.Policies.Tests;

/// <summary>No rule is there for show: each can be broken.</summary>
public sealed class EveryRuleTests
{
    // What breaks a rule that nothing at all keeps: most rules are broken by a resource without inputs already.
    private static readonly Dictionary<string, string> Broken = new()
    {
        ["vault-access-policies"] = """{"properties":{"accessPolicies":[{"objectId":"x"}]}}""",
        ["workspace-image-build"] = """{"containerRegistry":"/acr"}""",
        ["workspace-public-behind-network"] = """{"allowPublicAccessWhenBehindVnet":true}""",
        ["workspace-outbound-private"] = """{"managedNetwork":{"isolationMode":"AllowInternetOutbound"}}""",
        ["cluster-scales-to-zero"] =
            """{"properties":{"computeType":"AmlCompute","properties":{"scaleSettings":{"minNodeCount":1}}}}""",
        ["cluster-network"] = """{"properties":{"computeType":"AmlCompute"}}""",
        ["cluster-public-ip"] = """{"properties":{"computeType":"AmlCompute","properties":{"enableNodePublicIp":true}}}""",
        ["cluster-ssh"] =
            """{"properties":{"computeType":"AmlCompute","properties":{"remoteLoginPortPublicAccess":"Enabled"}}}""",
        ["instance-idle-shutdown"] = """{"properties":{"computeType":"ComputeInstance"}}""",
        ["aks-administrators"] = """{"disableLocalAccounts":true,"aadProfile":{"adminGroupObjectIDs":[]}}""",
        ["scoring-tls"] =
            """{"extensionType":"Microsoft.AzureML.Kubernetes","configurationSettings":{"allowInsecureConnections":"True"}}""",
        ["aks-http-routing"] = """{"addonProfiles":{"httpApplicationRouting":{"enabled":true}}}""",
        ["aks-dashboard"] = """{"addonProfiles":{"kubeDashboard":{"enabled":true}}}""",
        ["aci-secret-values"] = """{"containers":[{"environmentVariables":[{"name":"DB_PASSWORD","value":"x"}]}]}""",
        ["aci-registry-password"] = """{"imageRegistryCredentials":[{"server":"x","username":"y","password":"z"}]}""",
        ["network-dns-servers"] = """{"dhcpOptions":{"dnsServers":["10.0.0.4"]}}""",
        ["nsg-ssh"] = """{"securityRules":[{"access":"Allow","direction":"Inbound","sourceAddressPrefix":"*","destinationPortRange":"20-25","protocol":"Tcp"}]}""",
        ["nsg-rdp"] = """{"securityRules":[{"access":"Allow","direction":"Inbound","sourceAddressPrefixes":["Internet"],"destinationPortRanges":["443","3389"],"protocol":"Tcp"}]}""",
        ["nsg-udp"] = """{"securityRules":[{"access":"Allow","direction":"Inbound","sourceAddressPrefix":"0.0.0.0/0","destinationPortRange":"53","protocol":"Udp"}]}""",
        ["workflow-secure-data"] = """{"definition":{"actions":{"if":{"else":{"actions":{"call":{"inputs":{"authentication":{"type":"ManagedServiceIdentity"}}}}}}}}}""",
        ["role-owner"] = """{"roleDefinitionId":"/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"}""",
        ["role-user-access"] = """{"roleDefinitionId":"/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"}""",
        ["role-scope"] =
            """{"roleDefinitionId":"/x/b24988ac-6180-42a0-ab88-20f7382dd24c","scope":"/subscriptions/1/resourceGroups/rg"}""",
        ["role-condition"] = """{"roleDefinitionId":"/x/f58310d9-a9f6-439a-9e8d-f62e7b41a168"}""",
        ["role-custom"] = """{"permissions":[{"actions":["*"]}]}""",
        ["github-sign-in"] =
            """{"issuer":"https://token.actions.githubusercontent.com","subject":"repo:a/b:ref:refs/heads/main"}""",
        ["github-plain-secret"] = """{"plaintextValue":"x"}""",
        ["github-plain-environment-secret"] = """{"plaintextValue":"x"}""",
        ["github-force-push"] = """{"allowsForcePushes":true}""",
        ["devops-own-approval"] = """{"requesterCanApprove":true}""",
        ["devops-own-vote"] = """{"settings":{"submitterCanVote":true}}""",
    };

    private static readonly string[] Values =
        ["null", "true", "0", "\"\"", "\"x\"", "[]", "[[]]", "[null]", "{}", "{\"a\":[{}]}"];

    public static TheoryData<string> Ids => [.. SecurityBaseline.Rules.Select(rule => rule.Id)];

    // What stands beside the resource where it takes two to break a rule.
    private static readonly Dictionary<string, DeclaredResource[]> Beside = new()
    {
        ["workspace-image-build"] =
            [Resources.Of("azure-native:containerregistry:Registry", """{"publicNetworkAccess":"Disabled"}""")],
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_can_be_broken(string id)
    {
        var rule = SecurityBaseline.Rules.Single(rule => rule.Id == id);
        Assert.Contains(id, Resources.BrokenBy(
            [Resources.Of(rule.ResourceType, Broken.GetValueOrDefault(id, "{}")), .. Beside.GetValueOrDefault(id, [])]));
    }

    [Theory]
    [InlineData("22", true)]
    [InlineData("*", true)]
    [InlineData("20-21", false)]
    [InlineData("443", false)]
    public void Port_ranges_are_understood(string range, bool broken)
    {
        var rule = $$"""{"securityRules":[{"access":"Allow","direction":"Inbound","sourceAddressPrefix":"*","destinationPortRange":"{{range}}","protocol":"Tcp"}]}""";
        Assert.Equal(broken,
            Resources.BrokenBy(Resources.Of("azure-native:network:NetworkSecurityGroup", rule)).Contains("nsg-ssh"));
    }

    // Whatever a program declares, an evaluation ends, and says the same about the same.
    [Fact]
    public void Any_inputs_are_taken() => (
        from rule in Gen.Int[0, SecurityBaseline.Rules.Count - 1].Select(index => SecurityBaseline.Rules[index])
        from value in Gen.Int[0, Values.Length - 1].Select(index => Values[index])
        select (rule, value)).Sample(t =>
        {
            var property = t.rule.Property.Split('.', '[')[0];
            var resource = Resources.Of(t.rule.ResourceType, $$"""{"{{property}}":{{t.value}}}""");
            return SecurityBaseline.Evaluate([resource]).Select(finding => finding.ToString())
                .SequenceEqual(SecurityBaseline.Evaluate([resource]).Select(finding => finding.ToString()));
        });
}
