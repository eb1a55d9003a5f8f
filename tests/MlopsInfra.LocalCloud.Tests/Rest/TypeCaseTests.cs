using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>
/// Azure compares types ignoring case, and exported templates often write them in lower case: the same rules hold.
/// </summary>
public sealed class TypeCaseTests
{
    private const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private const string Versions = "api-version=2023-01-31";

    private static readonly string Identity =
        $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-train";

    private static readonly string Logs = $"{RestCloud.Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops";

    /// <summary>Twice the same in other words: the second is refused because of the first.</summary>
    public static TheoryData<string, string, string, string, int, string> Pairs => new()
    {
        {
            "Microsoft.Insights/diagnosticSettings/one", "microsoft.insights/diagnosticsettings/two", RestCloud.Workspace,
            $$$"""{"properties":{"workspaceId":"{{{Logs}}}","logs":[{"category":"AmlComputeClusterEvent","enabled":true}]}}""",
            409, "Conflict"
        },
        {
            $"Microsoft.Authorization/roleAssignments/{Guid.Empty}",
            "microsoft.authorization/ROLEASSIGNMENTS/00000000-0000-0000-0000-000000000001", RestCloud.Group,
            $$$"""
            {"properties":{"principalId":"22222222-2222-2222-2222-222222222222","principalType":"ServicePrincipal",
            "roleDefinitionId":"/subscriptions/{{{RestCloud.Subscription}}}/providers/Microsoft.Authorization/roleDefinitions/{{{Contributor}}}"}}
            """, 409, "RoleAssignmentExists"
        },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task An_extension_in_another_case_meets_the_one_that_is_there(
        string first, string second, string scope, string body, int status, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var version = NewestOf(rest, first);
        var made = await rest.SendAsync(HttpMethod.Put, $"{scope}/providers/{first}?{version}", body);
        Assert.True(made.Status is 200 or 201, made.Body?.ToJsonString());

        var refused = await rest.SendAsync(HttpMethod.Put, $"{scope}/providers/{second}?{version}", body);

        Assert.Equal((status, code), (refused.Status, Code(refused.Body)));
    }

    [Fact]
    public async Task A_federated_credential_in_another_case_meets_the_one_that_is_there()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Identity, """{"location":"westeurope"}""");
        const string body =
            """{"properties":{"issuer":"https://issuer","subject":"repo:o/r","audiences":["api://AzureADTokenExchange"]}}""";
        await rest.SeedAsync($"{Identity}/federatedIdentityCredentials/one", body);

        var refused = await rest.SendAsync(
            HttpMethod.Put, $"{Identity.ToLowerInvariant()}/federatedidentitycredentials/two?{Versions}", body);

        Assert.Equal((409, "Conflict"), (refused.Status, Code(refused.Body)));
    }

    [Theory]
    [InlineData("microsoft.insights/metricalerts/slow", """
        {"location":"global","properties":{"severity":3,"enabled":true,"scopes":["SCOPE"],"evaluationFrequency":"PT7M",
        "windowSize":"PT15M","criteria":{"odata.type":"Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria","allOf":[]}}}
        """, "BadRequest")]
    [InlineData("MICROSOFT.INSIGHTS/DATACOLLECTIONRULES/dcr", """
        {"location":"westeurope","properties":{"dataFlows":[{"streams":["Microsoft-Perf"],"destinations":["nowhere"]}]}}
        """, "InvalidPayload")]
    [InlineData("microsoft.insights/actiongroups/owners", """
        {"location":"global","properties":{"enabled":true,"groupShortName":"far-too-long-a-name"}}
        """, "GroupShortNameInvalid")]
    public async Task A_rule_of_a_type_holds_in_every_case(string resource, string body, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var refused = await rest.SendAsync(
            HttpMethod.Put, $"{RestCloud.Group}/providers/{resource}?{NewestOf(rest, resource)}",
            body.Replace("SCOPE", RestCloud.Account, StringComparison.Ordinal));

        Assert.Equal((400, code), (refused.Status, Code(refused.Body)));
    }

    [Fact]
    public async Task What_is_written_in_another_case_is_shown_and_locked_in_Azures()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string body = """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""";
        var id = $"{RestCloud.Group}/providers/microsoft.storage/storageaccounts/stother";
        var made = await rest.SendAsync(HttpMethod.Put, $"{id}?api-version=2023-01-01", body);
        Assert.True(made.Status is 200 or 202, made.Body?.ToJsonString());

        var shown = rest.Cloud.Resources.Find(ResourceId.Parse(id))!;
        Assert.Equal("Microsoft.Storage/storageAccounts", (string?)shown["type"]);
        Assert.Equal($"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/stother", (string?)shown["id"]);

        // A lock on the account, also one in another case, can itself be deleted, but not the account.
        var lockId = $"{id}/providers/microsoft.authorization/LOCKS/keep";
        await rest.SeedAsync(lockId, """{"properties":{"level":"CanNotDelete"}}""");
        var refused = await rest.SendAsync(HttpMethod.Delete, $"{id}?api-version=2023-01-01");
        Assert.Equal((409, "ScopeLocked"), (refused.Status, Code(refused.Body)));
        Assert.True(await rest.Cloud.Resources.DeleteAsync(ResourceId.Parse(lockId), new ArmRequestOptions(),
            CancellationToken.None));
    }

    private static string NewestOf(RestCloud rest, string resource) =>
        $"api-version={rest.Cloud.Catalog.ApiVersions(resource[..resource.LastIndexOf('/')])[0]}";

    private static string? Code(JsonNode? body) => (string?)body?["error"]?["code"];
}
