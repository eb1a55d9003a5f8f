using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources.Deployments;

/// <summary>Deployments of templates from their beginning to their end.</summary>
public sealed class DeploymentTests
{
    private const string Account = """
        [{"type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-05-01","name":"[parameters('account')]",
        "location":"[resourceGroup().location]","kind":"StorageV2","sku":{"name":"Standard_LRS"},
        "properties":{"allowSharedKeyAccess":false} }]
        """;

    private const string More = """
        "parameters":{"account":{"type":"string","minLength":3},"secret":{"type":"secureString","defaultValue":"hidden-value"} },
        "outputs":{"blob":{"type":"string","value":"[reference(parameters('account')).primaryEndpoints.blob]"} }
        """;

    private static readonly string OneAccount =
        DeploymentCloud.Body(DeploymentCloud.Template(Account, More), """{"account":{"value":"stmlops"} }""");

    [Fact]
    public async Task A_template_is_deployed_in_the_background_and_says_what_came_of_it()
    {
        await using var cloud = await DeploymentCloud.StartAsync();

        var properties = await cloud.DeployAsync(OneAccount);

        Assert.Equal("Succeeded", (string?)properties["provisioningState"]);
        Assert.Equal("https://stmlops.blob.core.windows.net/", (string?)properties["outputs"]!["blob"]!["value"]);
        Assert.Equal(RestCloud.Account, (string?)properties["outputResources"]![0]!["id"]);
        Assert.Equal("""{"account":{"type":"String","value":"stmlops"},"secret":{"type":"SecureString"}}""",
            properties["parameters"]!.ToJsonString());
        var account = (await cloud.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version=2023-05-01")).Body!;
        Assert.Equal("westeurope", (string?)account["location"]);
        var operations = await cloud.SendAsync(HttpMethod.Get,
            $"{RestCloud.Group.ToLowerInvariant()}/deployments/main/operations?api-version={DeploymentCloud.Version}");
        Assert.Equal(["Create", "EvaluateDeploymentOutput"], operations.Body!["value"]!.AsArray()
            .Select(operation => (string?)operation!["properties"]!["provisioningOperation"]).Order());
        var exported = (await cloud.SendAsync(HttpMethod.Post, DeploymentCloud.Path("main/exportTemplate"))).Body!;
        Assert.Equal("[parameters('account')]", (string?)exported["template"]!["resources"]![0]!["name"]);
    }

    [Fact]
    public async Task Deployments_are_listed_by_state_and_deleted_without_what_they_deployed()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        await cloud.DeployAsync(OneAccount);

        async Task<int> CountAsync(string filter) =>
            (await cloud.SendAsync(HttpMethod.Get, $"{DeploymentCloud.Path("")}&$filter={Uri.EscapeDataString(filter)}"))
                .Body!["value"]!.AsArray().Count;
        Assert.Equal(1, await CountAsync("provisioningState eq 'Succeeded'"));
        Assert.Equal(0, await CountAsync("provisioningState eq 'Failed'"));
        Assert.Equal("InvalidFilterInQueryString", (string?)(await cloud.SendAsync(HttpMethod.Get,
            $"{DeploymentCloud.Path("")}&$filter=name")).Body!["error"]!["code"]);
        Assert.Equal(204, (await cloud.SendAsync(HttpMethod.Head, DeploymentCloud.Path("main"))).Status);
        Assert.Equal(409, (await cloud.SendAsync(HttpMethod.Post, DeploymentCloud.Path("main/cancel"))).Status);
        Assert.Equal(202, (await cloud.SendAsync(HttpMethod.Delete, DeploymentCloud.Path("main"))).Status);
        Assert.Equal(204, (await cloud.SendAsync(HttpMethod.Delete, DeploymentCloud.Path("main"))).Status);
        Assert.Equal("DeploymentNotFound",
            (string?)(await cloud.SendAsync(HttpMethod.Get, DeploymentCloud.Path("main"))).Body!["error"]!["code"]);
        Assert.Equal(200, (await cloud.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version=2023-05-01")).Status);
    }

    [Fact]
    public async Task Loops_conditions_children_and_order_are_those_of_the_template()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        const string resources = """
            [{"type":"Microsoft.Network/virtualNetworks/subnets","apiVersion":"2024-05-01","name":"vnet/last",
              "dependsOn":["subnets"],"properties":{"addressPrefix":"[cidrSubnet('10.0.0.0/16', 24, 9)]"} },
             {"type":"Microsoft.Network/virtualNetworks/subnets","apiVersion":"2024-05-01",
              "name":"[format('vnet/s{0}', copyIndex(1))]","copy":{"name":"subnets","count":2},"dependsOn":["vnet"],
              "properties":{"addressPrefix":"[variables('ranges')[copyIndex()]]"} },
             {"type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-05-01","name":"left out",
              "condition":"[equals(1, 2)]"},
             {"type":"Microsoft.Network/virtualNetworks","apiVersion":"2024-05-01","name":"vnet","location":"westeurope",
              "properties":{"addressSpace":{"copy":[{"name":"addressPrefixes","count":1,
                "input":"[format('10.{0}.0.0/16', copyIndex('addressPrefixes'))]"}]} } }]
            """;
        const string more = """
            "variables":{"copy":[{"name":"ranges","count":2,"input":"[format('10.0.{0}.0/24', copyIndex('ranges'))]"}]},
            "outputs":{"names":{"type":"array","copy":{"count":2,"input":"[copyIndex(5)]"} } }
            """;

        var properties = await cloud.DeployAsync(DeploymentCloud.Body(DeploymentCloud.Template(resources, more)));

        Assert.True((string?)properties["provisioningState"] == "Succeeded", properties.ToJsonString());
        Assert.Equal("[5,6]", properties["outputs"]!["names"]!["value"]!.ToJsonString());
        var subnets = (await cloud.SendAsync(HttpMethod.Get,
            $"{RestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets?api-version=2024-05-01")).Body!;
        Assert.Equal(["last 10.0.9.0/24", "s1 10.0.0.0/24", "s2 10.0.1.0/24"], subnets["value"]!.AsArray()
            .Select(subnet => $"{subnet!["name"]} {subnet["properties"]!["addressPrefix"]}"));
    }

    [Fact]
    public async Task Symbolic_names_refer_to_what_is_deployed_and_to_what_is_there()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        await cloud.DeployAsync(OneAccount);
        const string resources = """
            {"there":{"existing":true,"type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-05-01","name":"stmlops"},
             "identity":{"type":"Microsoft.ManagedIdentity/userAssignedIdentities","apiVersion":"2023-01-31","name":"id-one",
              "location":"[reference('there', '2023-05-01', 'full').location]"},
             "role":{"type":"Microsoft.Authorization/roleAssignments","apiVersion":"2022-04-01",
              "scope":"Microsoft.Storage/storageAccounts/stmlops",
              "name":"[guid('there', 'id-one')]","properties":{"principalType":"ServicePrincipal",
              "principalId":"[reference('identity').principalId]","roleDefinitionId":
              "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')]"} } }
            """;

        var properties = await cloud.DeployAsync(
            DeploymentCloud.Body(DeploymentCloud.Template(resources, "\"languageVersion\":\"2.0\"")), "symbols");

        Assert.True((string?)properties["provisioningState"] == "Succeeded", properties.ToJsonString());
        var roles = (await cloud.SendAsync(HttpMethod.Get,
            $"{RestCloud.Account}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01")).Body!;
        var identity = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-one";
        Assert.Equal(cloud.Rest.PrincipalOf(identity),
            (string?)roles["value"]!.AsArray().Single()!["properties"]!["principalId"]);
    }

    [Fact]
    public async Task A_subscription_gets_groups_and_what_nested_templates_deploy_into_them()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        var inner = DeploymentCloud.Template(Account, More);
        var resources = $$"""
            [{"type":"Microsoft.Resources/resourceGroups","apiVersion":"2024-03-01","name":"rg-new","location":"northeurope"},
             {"type":"Microsoft.Resources/deployments","apiVersion":"2025-04-01","name":"inner","resourceGroup":"rg-new",
              "dependsOn":["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-new')]"],
              "properties":{"mode":"Incremental","expressionEvaluationOptions":{"scope":"inner"},"template":{{inner}},
              "parameters":{"account":{"value":"[concat('st', 'nested')]"} } } }]
            """;
        var body = DeploymentCloud.Body(DeploymentCloud.Template(resources, """
            "outputs":{"blob":{"type":"string","value":"[reference('inner').outputs.blob.value]"} }
            """)).Replace("{\"properties\"", "{\"location\":\"westeurope\",\"properties\"", StringComparison.Ordinal);
        Assert.Equal(["rg-new Create", "stnested Create"], (await cloud.WhatIfAsync(body, scope: TestCloud.Subscription))
            .Select(change => $"{change.Key} {change.Value["changeType"]}").Order());

        var properties = await cloud.DeployAsync(body, scope: TestCloud.Subscription);

        Assert.True((string?)properties["provisioningState"] == "Succeeded", properties.ToJsonString());
        Assert.Equal("https://stnested.blob.core.windows.net/", (string?)properties["outputs"]!["blob"]!["value"]);
        var account = (await cloud.SendAsync(HttpMethod.Get, $"{TestCloud.Subscription}/resourceGroups/rg-new/providers/"
            + "Microsoft.Storage/storageAccounts/stnested?api-version=2023-05-01")).Body!;
        Assert.Equal("northeurope", (string?)account["location"]);
    }

    [Fact]
    public async Task Complete_mode_deletes_what_the_template_does_not_have()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        await cloud.Rest.IdentityAsync("id-other");
        var complete = OneAccount.Replace("Incremental", "Complete", StringComparison.Ordinal);
        Assert.Equal(["id-other Delete", "stmlops Create"], (await cloud.WhatIfAsync(complete))
            .Select(change => $"{change.Key} {change.Value["changeType"]}").Order());

        await cloud.DeployAsync(OneAccount);
        Assert.Equal(["id-other Ignore", "stmlops NoChange"], (await cloud.WhatIfAsync(OneAccount))
            .Select(change => $"{change.Key} {change.Value["changeType"]}").Order());
        await cloud.DeployAsync(complete);

        Assert.Equal(["stmlops NoChange"], (await cloud.WhatIfAsync(complete))
            .Select(change => $"{change.Key} {change.Value["changeType"]}"));
    }

    [Fact]
    public async Task What_if_names_each_property_that_would_change()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        await cloud.DeployAsync(OneAccount);
        var changed = OneAccount
            .Replace("\"allowSharedKeyAccess\":false", "\"minimumTlsVersion\":\"TLS1_2\"", StringComparison.Ordinal)
            .Replace("Standard_LRS", "Standard_ZRS", StringComparison.Ordinal);

        var change = (await cloud.WhatIfAsync(changed))["stmlops"];

        Assert.Equal("Modify", (string?)change["changeType"]);
        Assert.Contains("sku.name Modify \"Standard_LRS\" \"Standard_ZRS\"", Deltas(change));
        Assert.Contains("properties.allowSharedKeyAccess Delete false ", Deltas(change));
        var idsOnly = changed.Replace("{\"properties\":{",
            "{\"properties\":{\"whatIfSettings\":{\"resultFormat\":\"ResourceIdOnly\"},", StringComparison.Ordinal);
        Assert.Equal("Deploy", (string?)(await cloud.WhatIfAsync(idsOnly))["stmlops"]["changeType"]);
    }

    private static IEnumerable<string> Deltas(JsonObject change) => change["delta"]!.AsArray().Select(delta =>
        $"{delta!["path"]} {delta["propertyChangeType"]} {delta["before"]?.ToJsonString()} {delta["after"]?.ToJsonString()}");
}
