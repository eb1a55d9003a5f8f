namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>What an assignment reaches: its scope, what is left out of it, selectors, exemptions, overrides.</summary>
public sealed class AssignmentTests
{
    private const string Vault = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
    private const string Deny = """{"effect":"deny"}""", Root = "/providers/Microsoft.Management/managementGroups/root";
    private const string Everything = """{"field":"type","exists":true}""";

    private static readonly PolicyResource[] Resources =
    [
        Judge.Resource("Microsoft.Resources/resourceGroups", """{"location":"westeurope","tags":{"env":"dev"}}""",
            "/subscriptions/s/resourceGroups/rg"),
        Judge.Resource("Microsoft.KeyVault/vaults", """{"location":"West Europe"}""", Vault),
        Judge.Resource("Microsoft.KeyVault/vaults", """{"location":"northeurope"}""", Vault + "2"),
        Judge.Resource("Microsoft.KeyVault/vaults/secrets", """{}""", Vault + "/secrets/pass"),
    ];

    [Theory]
    // Whole ids, part by part: a name that begins alike is another resource.
    [InlineData(Root, "[]", "rg,kv,kv2,pass")]
    [InlineData("/subscriptions/s", "[]", "rg,kv,kv2,pass")]
    [InlineData("/subscriptions/any", "[]", "rg,kv,kv2,pass")]
    [InlineData("/subscriptions/s/resourceGroups/RG", "[]", "rg,kv,kv2,pass")]
    [InlineData("/subscriptions/s/resourceGroups/r", "[]", "")]
    [InlineData(Vault, "[]", "kv,pass")]
    [InlineData("/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/other", "[]", "")]
    [InlineData(Root, "[\"/subscriptions/any/resourceGroups/rg/providers/microsoft.keyvault/vaults/KV\"]", "rg,kv2")]
    [InlineData(Root, "[\"/subscriptions/s/resourceGroups/rg\"]", "")]
    [InlineData(Root, "[\"/subscriptions/s/resourceGroups/other\"]", "rg,kv,kv2,pass")]
    [InlineData(Root, "[\"/subscriptions/s\"]", "")]
    public void A_scope_is_an_id(string scope, string notScopes, string reached) =>
        Assert.Equal(reached, Reached(Everything, $$""" "scope":"{{scope}}","notScopes":{{notScopes}} """));

    [Fact]
    public void A_subscription_is_left_out_where_it_is_the_one_of_the_files()
    {
        const string member =
            """ "scope":"/providers/Microsoft.Management/managementGroups/root","notScopes":["/subscriptions/one"] """;
        Assert.Equal("",
            Reached(Everything, member, id: "/subscriptions/one/providers/Microsoft.Authorization/policyDefinitions/p"));
        Assert.Equal("rg,kv,kv2,pass",
            Reached(Everything, member, id: "/subscriptions/two/providers/Microsoft.Authorization/policyDefinitions/p"));
        Assert.Contains("Set azure-native:subscriptionId of the stack.",
            Assert.Throws<PolicyLanguageException>(() => Reached(Everything, member)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"resourceType","in":["microsoft.keyvault/vaults"]}""", "kv,kv2")]
    [InlineData("""{"kind":"resourceType","notIn":["Microsoft.KeyVault/vaults"]}""", "rg,pass")]
    [InlineData("""{"kind":"resourceLocation","in":["westeurope"]}""", "rg,kv")]
    [InlineData("""{"kind":"resourceLocation","notIn":["westeurope"]}""", "kv2,pass")]
    [InlineData("""{"kind":"resourceWithoutLocation","in":["true"]}""", "pass")]
    [InlineData("""{"kind":"resourceWithoutLocation","notIn":["true"]}""", "rg,kv,kv2")]
    [InlineData("""{"kind":"resourceLocation","in":["westeurope"]},{"kind":"resourceType","in":["Microsoft.KeyVault/vaults"]}""",
        "kv")]
    [InlineData("""{"kind":"resourceType","in":["Microsoft.KeyVault/vaults/secrets"]}]},{"selectors":[{"kind":"resourceLocation","in":["northeurope"]}""", "kv2,pass")]
    public void Selectors_narrow_an_assignment_and_an_override(string selectors, string selected)
    {
        Assert.Equal(selected, Reached(Everything, $$""" "resourceSelectors":[{"selectors":[{{selectors}}]}] """));
        if (selectors.Contains("]}]}", StringComparison.Ordinal)) return;
        var findings =
            Findings(Everything, $$""" "overrides":[{"kind":"policyEffect","value":"Audit","selectors":[{{selectors}}]}] """);
        Assert.Equal(selected, Names(findings.Where(finding => finding.Effect is PolicyEffect.Audit)));
        Assert.Equal(4, findings.Count);
    }

    [Fact]
    public void A_selector_of_another_kind_is_not_judged() =>
    Assert.Equal("Selectors of the kind 'groupPrincipalId' are not known here.",
        Assert.Throws<PolicyLanguageException>(() => Reached(Everything,
            """ "resourceSelectors":[{"selectors":[{"kind":"groupPrincipalId","in":["x"]}]}] """)).Message);

    [Theory]
    [InlineData("/subscriptions/s/resourceGroups/rg", "", "")]
    [InlineData(Vault, "", "rg,kv2")]
    [InlineData(Vault, ""","expiresOn":"2025-12-31T23:59:59Z" """, "rg,kv,kv2,pass")]
    [InlineData(Vault, ""","expiresOn":"2026-01-01T00:00:01Z" """, "rg,kv2")]
    [InlineData("/subscriptions/s", ""","policyDefinitionReferenceIds":["other"] """, "rg,kv,kv2,pass")]
    [InlineData("/subscriptions/s", ""","policyDefinitionReferenceIds":["FIRST"] """, "")]
    public void An_exemption_takes_out_what_is_in_its_scope(string scope, string member, string reached)
    {
        var exemption = $$"""
            {"id":"{{scope}}/providers/Microsoft.Authorization/policyExemptions/e","exemptionCategory":"Mitigated",
             "policyAssignmentId":"{{Root}}/providers/Microsoft.Authorization/policyAssignments/A" {{member}}}
            """;
        Assert.Equal(reached, Reached(Everything, null, exemption: exemption));
    }

    [Theory]
    [InlineData("""{"field":"type","equals":"Microsoft.Resources/subscriptions/resourceGroups"}""", "rg")]
    [InlineData("""{"allOf":[{"field":"type","equals":"Microsoft.Resources/subscriptions/resourceGroups"},{"field":"tags['env']","exists":false}]}""", "")]
    [InlineData("""{"allOf":[{"field":"location","notIn":["northeurope"]},{"field":"type","equals":"Microsoft.Resources/subscriptions/resourceGroups"}]}""", "rg")]
    [InlineData("""{"field":"fullName","equals":"rg"}""", "rg")]
    [InlineData("""{"field":"fullName","equals":"kv/pass"}""", "pass")]
    public void A_resource_group_is_called_as_policies_call_it(string condition, string violating) =>
        Assert.Equal(violating, Reached(condition, null));

    [Theory]
    [InlineData("All", "denyAction", "Its effect is denyAction, which does nothing when a resource is deployed.")]
    [InlineData("All", "manual", "Its effect is manual, which does nothing when a resource is deployed.")]
    [InlineData("Microsoft.KeyVault.Data", "deny",
        "Its mode is Microsoft.KeyVault.Data, which is about what is inside of a resource.")]
    public void What_is_not_about_deployments_says_so(string mode, string effect, string reason) => Assert.Equal(reason,
        Assert.Throws<PolicyLanguageException>(() => Findings(Everything, null, $$"""{"effect":"{{effect}}"}""",
            mode: mode)).Message);

    private static string Reached(string condition, string? member, string? exemption = null, string? id = null) =>
        Names(Findings(condition, member, exemption: exemption, id: id));

    [Theory]
    [InlineData("""[{"policyDefinitionId": "a", "policyDefinitionId": "b"}]""")]
    [InlineData("""[{"policyDefinitionId": "\ud800"}]""")]
    [InlineData("""[{"policyDefinitionId": 1e999}]""")]
    public void What_can_not_be_read_twice_alike_is_no_policy(string json) =>
        Assert.Contains("It is no JSON", Assert.Throws<PolicyLanguageException>(() => PolicyReader.Read(json)).Message,
            StringComparison.Ordinal);

    private static string Names(IEnumerable<PolicyFinding> findings) =>
        string.Join(',', findings.Select(finding => finding.Resource.Name));

    private static List<PolicyFinding> Findings(string condition, string? member, string then = Deny, string mode = "All",
        string? exemption = null, string? id = null)
    {
        id ??= $"{Root}/providers/Microsoft.Authorization/policyDefinitions/p";
        var document = PolicyReader.Read($$"""
            [{"id":"{{id}}","mode":"{{mode}}","policyRule":{"if":{{condition}},"then":{{then}} } },
             {"id":"{{Root}}/providers/Microsoft.Authorization/policySetDefinitions/i",
              "policyDefinitions":[{"policyDefinitionId":"{{id}}","policyDefinitionReferenceId":"first"}]},
             {"id":"{{Root}}/providers/Microsoft.Authorization/policyAssignments/a",
              "policyDefinitionId":"{{Root}}/providers/Microsoft.Authorization/policySetDefinitions/i" {{(member is null ? "" : "," + member)}} }
             {{(exemption is null ? "" : "," + exemption)}}]
            """);
        // The subscription of the local cloud stands for any.
        var surroundings = new PolicySurroundings("s", Resources, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return [.. PolicySet.Of([document], surroundings).SelectMany(policy => new PolicyEvaluator(surroundings)
            .Evaluate(policy, Resources.Select(resource => new EvaluatedResource(resource, resource))))];
    }
}
