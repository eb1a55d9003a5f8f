using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Rest.Contract;

/// <summary>
/// What Terraform's provider sends and expects, which writes every member of a model and reads much that nobody asks for.
/// </summary>
public sealed class ProviderHabitsTests
{
    private const string Zone =
        $"{RestCloud.Group}/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net";
    private const string Component = $"{RestCloud.Group}/providers/Microsoft.Insights/components/appi-mlops";

    [Fact]
    public async Task A_part_of_a_workflow_that_is_null_comes_back_empty()
    {
        await using var rest = await StartAsync();
        var id = In("Microsoft.Logic/workflows", "logic");
        var (status, body, _) = await rest.SendAsync(HttpMethod.Put, $"{id}?api-version=2019-05-01",
            """
            {"location":"westeurope","properties":{"parameters":{},"definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
             "contentVersion":"1.0.0.0","parameters":null,"triggers":{},"actions":{} } } }
            """);
        Assert.Equal(201, status);
        Assert.Equal("{}", body!["properties"]!["definition"]!["parameters"]!.ToJsonString());
    }

    [Fact]
    public async Task Empty_properties_an_empty_condition_and_empty_choices_say_nothing()
    {
        await using var rest = await StartAsync();
        await rest.SeedAsync(In("Microsoft.Network/virtualNetworks", "vnet"),
            """{"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]} } }""");
        await PutAsync(rest, In("Microsoft.ManagedIdentity/userAssignedIdentities", "id-new"), "2024-11-30",
            """{"location":"westeurope","properties":{}}""");
        var (status, _, _) = await rest.SendAsync(HttpMethod.Put, $"{Zone}?api-version=2024-06-01",
            """{"location":"global","properties":{}}""", null, ("If-Match", ""));
        Assert.Equal(201, status);
        await PutAsync(rest, $"{In("Microsoft.Network/virtualNetworks", "vnet")}/subnets/s", "2025-01-01",
            """{"properties":{"addressPrefix":"10.0.0.0/24","sharingScope":"","privateEndpointNetworkPolicies":""}}""");
        var cluster = await PutAsync(rest, In("Microsoft.ContainerService/managedClusters", "aks"), "2025-10-01",
            """
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"aks","kubernetesVersion":"",
             "agentPoolProfiles":[{"name":"default","mode":"System","count":1,"vmSize":"Standard_D2s_v3","kubeletDiskType":"","orchestratorVersion":""}]} }
            """);
        var properties = cluster["properties"]!;
        Assert.Equal("1.34", (string?)properties["kubernetesVersion"]);
        Assert.Equal("1.34", (string?)properties["currentKubernetesVersion"]);
        Assert.Equal("1.34", (string?)properties["agentPoolProfiles"]![0]!["orchestratorVersion"]);
    }

    [Fact]
    public async Task A_registry_has_a_mode_of_role_assignments_and_members_of_later_versions_stay()
    {
        await using var rest = await StartAsync();
        var id = In("Microsoft.ContainerRegistry/registries", "crother");
        var registry = await PutAsync(rest, id, "2026-09-01-preview",
            """{"location":"westeurope","sku":{"name":"Standard"},"properties":{"networkRuleBypassAllowedForTasks":false}}""");
        Assert.Equal("LegacyRegistryPermissions", (string?)registry["properties"]!["roleAssignmentMode"]);
        Assert.False((bool?)registry["properties"]!["networkRuleBypassAllowedForTasks"]);
        foreach (var list in (string[])["tokens", "privateEndpointConnections"])
            Assert.Empty((await rest.SendAsync(HttpMethod.Get, $"{id}/{list}?api-version=2025-11-01")).Body!["value"]!.AsArray());
    }

    [Theory]
    [InlineData("blobServices")]
    [InlineData("fileServices")]
    [InlineData("queueServices")]
    [InlineData("tableServices")]
    public async Task An_account_comes_with_its_services(string service)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var (status, body, _) = await rest.SendAsync(HttpMethod.Get,
            $"{RestCloud.Account}/{service}/default?api-version=2025-08-01");
        Assert.Equal((200, "default"), (status, (string?)body!["name"]));
    }

    [Fact]
    public async Task A_zone_has_the_record_that_it_begins_with_and_counts_what_is_in_it()
    {
        await using var rest = await StartAsync();
        await PutAsync(rest, Zone, "2024-06-01", """{"location":"global"}""");
        var record = (await rest.SendAsync(HttpMethod.Get, $"{Zone}/SOA/@?api-version=2024-06-01")).Body!["properties"]!;
        Assert.Equal("privatelink.blob.core.windows.net.", (string?)record["fqdn"]);
        Assert.Equal("azureprivatedns.net", (string?)record["soaRecord"]!["host"]);
        Assert.Equal(400, (await rest.SendAsync(HttpMethod.Delete, $"{Zone}/SOA/@?api-version=2024-06-01")).Status);
        await PutAsync(rest, $"{Zone}/A/st", "2024-06-01",
            """{"properties":{"ttl":10,"aRecords":[{"ipv4Address":"10.0.0.4"}]}}""");
        var all = (await rest.SendAsync(HttpMethod.Get, $"{Zone}/ALL?api-version=2024-06-01")).Body!["value"]!.AsArray();
        Assert.Equal(["@", "st"], all.Select(each => (string?)each!["name"]));
        var zone = (await rest.SendAsync(HttpMethod.Get, $"{Zone}?api-version=2024-06-01")).Body!["properties"]!;
        Assert.Equal((2, 0), ((int)zone["numberOfRecordSets"]!, (int)zone["numberOfVirtualNetworkLinks"]!));
        Assert.Equal(202, (await rest.SendAsync(HttpMethod.Delete, $"{Zone}?api-version=2024-06-01")).Status);
    }

    [Fact]
    public async Task A_component_has_a_cap_that_can_be_changed()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string Features = $"{Component}/currentbillingfeatures?api-version=2015-05-01";
        Assert.Equal(100, (double?)(await rest.SendAsync(HttpMethod.Get, Features)).Body!["DataVolumeCap"]!["Cap"]);
        await rest.SendAsync(HttpMethod.Put, Features, """{"CurrentBillingFeatures":["Basic"],"DataVolumeCap":{"Cap":5}}""");
        var cap = (await rest.SendAsync(HttpMethod.Get, Features)).Body!["DataVolumeCap"]!;
        Assert.Equal((5.0, 90.0), ((double)cap["Cap"]!, (double)cap["WarningThreshold"]!));
    }

    [Fact]
    public async Task A_new_principal_without_a_type_is_found_after_ten_seconds()
    {
        var clock = new MovableClock();
        await using var rest = await RestCloud.StartAsync(cloudOptions: new LocalCloudOptions { Time = clock });
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        var principal = await rest.IdentityAsync("id-new");
        var id = $"{RestCloud.Group}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}";
        var assignment = Scenes.RoleAssignment(principal, Role.Reader, principalType: null);
        Assert.Equal("PrincipalNotFound", Code(await rest.SendAsync(HttpMethod.Put, $"{id}?api-version=2022-04-01", assignment)));
        clock.Advance(11);
        await PutAsync(rest, id, "2022-04-01", assignment);
        var deleted = await rest.SendAsync(HttpMethod.Delete, $"{id}?api-version=2022-04-01");
        Assert.Equal((200, principal), (deleted.Status, (string?)deleted.Body!["properties"]!["principalId"]));
    }

    private static string? Code((int Status, JsonNode? Body, HttpResponseMessage Response) answer) =>
        (string?)answer.Body!["error"]!["code"];

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        return rest;
    }

    private static string In(string type, string name) => $"{RestCloud.Group}/providers/{type}/{name}";

    private static async Task<JsonNode> PutAsync(RestCloud rest, string id, string version, string body)
    {
        var (status, answer, _) = await rest.SendAsync(HttpMethod.Put, $"{id}?api-version={version}", body);
        Assert.True(status is 200 or 201 or 202, $"{status} {answer?.ToJsonString()}");
        return answer!;
    }
}
