using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// <c>mlops local preview STACK --azure-policy</c>: by the built-in set, and by what is assigned in a subscription.
/// </summary>
public sealed class AzurePolicyTests : IDisposable
{
    // As 'az policy definition list' prints it: a rule that refuses accounts of one copy, and one that adds a tag.
    private const string Definitions = """
        [
          {"id": "/providers/Microsoft.Management/managementGroups/acme/providers/Microsoft.Authorization/policyDefinitions/copies", "name": "copies", "displayName": "Data has copies in zones",
           "mode": "Indexed", "policyType": "Custom",
           "parameters": {"effect": {"type": "String", "defaultValue": "Audit", "allowedValues": ["Audit", "Deny"]}, "skus": {"type": "Array", "defaultValue": ["Standard_LRS"]}},
           "policyRule": {"if": {"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"}, {"field": "Microsoft.Storage/storageAccounts/sku.name", "in": "[parameters('skus')]"}]},
                          "then": {"effect": "[parameters('effect')]"}}},
          {"id": "/providers/Microsoft.Management/managementGroups/acme/providers/Microsoft.Authorization/policyDefinitions/tag", "name": "tag", "displayName": "The group's cost center",
           "mode": "Indexed", "policyType": "Custom", "parameters": {},
           "policyRule": {"if": {"allOf": [{"field": "type", "equals": "Microsoft.KeyVault/vaults"}, {"field": "tags['division']", "exists": false}]},
                          "then": {"effect": "modify", "details": {"roleDefinitionIds": [], "operations": [
                              {"operation": "addOrReplace", "field": "tags['division']", "value": "[concat('div-', resourceGroup().tags['cost-center'])]"}]}}}}
        ]
        """;

    private const string Initiatives = """
        [{"id": "/providers/Microsoft.Management/managementGroups/acme/providers/Microsoft.Authorization/policySetDefinitions/data", "name": "data", "displayName": "Data of Acme",
          "parameters": {"level": {"type": "String", "defaultValue": "Deny"}},
          "policyDefinitions": [{"policyDefinitionId": "/providers/Microsoft.Management/managementGroups/acme/providers/Microsoft.Authorization/policyDefinitions/copies",
                                 "policyDefinitionReferenceId": "copies-of-data", "parameters": {"effect": {"value": "[parameters('level')]"}}}]}]
        """;

    private readonly Mlops _mlops = new();

    [Fact]
    public async Task The_built_in_set_refuses_nothing_and_names_what_is_rewritten_and_what_a_deny_would_stop()
    {
        var run = (await _mlops.LocalAsync("preview", "prod", "--azure-policy")).ExitsWith(0);
        Assert.Contains("Azure Policy: 175 of Microsoft's built-in definitions", run.Output, StringComparison.Ordinal);
        Assert.Contains("  ~  rewritten by 'Configure container registries to disable ARM audience token authentication.'",
            run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "  !  refused where assigned as Deny, by 'Container registries should be encrypted with a customer-managed key'",
            run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("7aa1c9d5", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_assigned_refuses_and_the_exemption_to_ask_for_is_named()
    {
        var run = (await PreviewAsync(Assignment("data", "policySetDefinitions/data"),
            Assignment("cost", "policyDefinitions/tag"))).ExitsWith(1);
        Assert.Contains(
            "error RequestDisallowedByPolicy: Azure would refuse what dev declares: 1 policy is in the way.", run.Error,
            StringComparison.Ordinal);
        Assert.Contains("'Data has copies in zones' (copies), assigned as 'data' refuses storageAccounts/stmlopsdevivepuz.",
            run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "az policy exemption create --name mlops-copies --policy-assignment "
                + "\"/providers/Microsoft.Management/managementGroups/acme/providers/Microsoft.Authorization/policyAssignments"
                + "/data\""
            + " --policy-definition-reference-ids \"copies-of-data\" --exemption-category Waiver --resource-group rg-mlops-dev",
            run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "rewritten by 'The group's cost center' (tag), assigned as 'cost': vaults/kv-mlops-dev-ivepuz; a refresh shows it as "
                + "drift", run.Output, StringComparison.Ordinal);
        Assert.Contains("       tags['division'] = \"div-research\"", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"enforcementMode\": \"DoNotEnforce\"", "refusedIfAssigned")]
    [InlineData("\"parameters\": {\"level\": {\"value\": \"Audit\"}}", "reported")]
    [InlineData("\"overrides\": [{\"kind\": \"policyEffect\", \"value\": \"Audit\", \"selectors\": [{\"kind\": "
        + "\"policyDefinitionReferenceId\", \"in\": [\"copies-of-data\"]}]}]", "reported")]
    [InlineData("\"notScopes\": [\"/subscriptions/1/resourceGroups/rg-mlops-dev\"]", null)]
    [InlineData("\"scope\": \"/subscriptions/1/resourceGroups/rg-other\"", null)]
    public async Task An_assignment_counts_as_it_is_assigned(string member, string? consequence)
    {
        var document =
            (await PreviewAsync(["--json"], Assignment("data", "policySetDefinitions/data", member))).ExitsWith(0).Json();
        var violated = document.GetProperty("policies").GetProperty("violated").EnumerateArray()
            .Select(policy => policy.GetProperty("consequence").GetString());
        Assert.Equal(consequence is null ? [] : [consequence], violated);
    }

    [Fact]
    public async Task An_exemption_that_is_in_the_files_counts()
    {
        const string exemption = """
            {"id": "/subscriptions/1/resourceGroups/rg-mlops-dev/providers/Microsoft.Authorization/policyExemptions/copies",
             "name": "copies", "exemptionCategory": "Waiver", "policyDefinitionReferenceIds": ["copies-of-data"],
             "policyAssignmentId": "/providers/Microsoft.Management/managementGroups/acme/providers/Microsoft.Authorization/policyAssignments/data"}
            """;
        var run = (await PreviewAsync(Assignment("data", "policySetDefinitions/data"), exemption)).ExitsWith(0);
        Assert.Contains("Azure Policy: 1 policies, 0 violated", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON", "It is no JSON")]
    [InlineData("[]", "There is no policy in it.")]
    [InlineData("""[{"id": "x", "kind": "StorageV2"}]""",
        "Entry 1 is no definition (policyRule), no initiative (policyDefinitions), no assignment (policyDefinitionId) and no "
            + "exemption (policyAssignmentId).")]
    [InlineData("""[{"id": "x", "policyRule": {"then": {"effect": "deny"}}}]""",
        "The definition x has no condition (policyRule.if).")]
    [InlineData("""[{"id": "x", "displayName": "Ours", "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/gone"}]""", "The assignment 'Ours' is of /providers/Microsoft.Authorization/policyDefinitions/gone, which is in no file.")]
    public async Task A_file_that_holds_no_policies_is_refused_by_name(string text, string message)
    {
        var file = Write("policies.json", text);
        var run = (await _mlops.LocalAsync("preview", "dev", "--azure-policy", file)).ExitsWith(2);
        Assert.Contains($"error NotPolicies: --azure-policy {file}: {message}", run.Error, StringComparison.Ordinal);
        Assert.Contains("error FileNotFound: --azure-policy none.json: there is no such file.",
            (await _mlops.LocalAsync("preview", "dev", "--azure-policy", "none.json")).ExitsWith(2).Error,
            StringComparison.Ordinal);
    }

    public void Dispose() => _mlops.Dispose();

    private Task<CommandResult> PreviewAsync(params string[] assignments) => PreviewAsync([], assignments);

    private Task<CommandResult> PreviewAsync(string[] options, params string[] assignments)
    {
        var files = new[] { Write("definitions.json", Definitions), Write("initiatives.json", Initiatives),
            Write("assignments.json", $"[{string.Join(',', assignments)}]") };
        return _mlops.LocalAsync(["preview", "dev", .. options, .. files.SelectMany(file => (string[])["--azure-policy", file])]);
    }

    private static string Assignment(string name, string definition, string? member = null)
    {
        const string root = "/providers/Microsoft.Management/managementGroups/acme";
        return $$"""
            {"id": "{{root}}/providers/Microsoft.Authorization/policyAssignments/{{name}}", "name": "{{name}}", "displayName": "{{name}}",
             "policyDefinitionId": "{{root}}/providers/Microsoft.Authorization/{{definition}}"{{(member is null ? "" : $", {member}")}}}
            """;
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_mlops.Store, name);
        File.WriteAllText(file, text);
        return file;
    }
}
