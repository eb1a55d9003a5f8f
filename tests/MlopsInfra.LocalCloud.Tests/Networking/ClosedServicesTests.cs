using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.ContainerRegistry;
using MlopsInfra.LocalCloud.Tests.MachineLearning;
using MlopsInfra.LocalCloud.Tests.Providers;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Tests.Networking;

/// <summary>
/// What callers are told whom a closed network keeps out, by the services' own codes; and what of a closed environment goes on
/// from outside.
/// </summary>
public sealed class ClosedServicesTests
{
    private const string Network = $"{RestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet";
    private const string Scoring = "https://ep-train.westeurope.inference.ml.azure.com/jobs";
    private const string Call = """{"properties":{"InputData":{"data":{"JobInputType":"UriFolder","Uri":"https://example.blob.core.windows.net/c/p/"}}}}""";

    [Fact]
    public async Task Storage_refuses_token_and_signature_alike_from_outside_and_takes_both_from_the_network()
    {
        await using var rest = await StartClosedAsync();
        var signed = await UploadAddressAsync(rest);
        var blob = rest.Blobs().GetBlobContainerClient("training").GetBlobClient("a.csv");

        var byToken = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("1")));
        var bySignature = await rest.SendAsync(HttpMethod.Put, signed, "1", rest.Http(null), ("x-ms-blob-type", "BlockBlob"));
        rest.Cloud.Callers = new CallerPlace.InNetwork(Network);
        await blob.UploadAsync(BinaryData.FromString("1"), TestContext.Current.CancellationToken);
        var inside = await rest.SendAsync(HttpMethod.Put, signed, "1", rest.Http(null), ("x-ms-blob-type", "BlockBlob"));

        Assert.Equal((403, "AuthorizationFailure"), (byToken.Status, byToken.ErrorCode));
        Assert.Contains("public network access is disabled", byToken.Message, StringComparison.Ordinal);
        Assert.Equal(403, bySignature.Status);
        Assert.Equal("AuthorizationFailure", Assert.Single(bySignature.Response.Headers.GetValues("x-ms-error-code")));
        Assert.Equal(201, inside.Status);
    }

    [Fact]
    public async Task The_control_plane_goes_on_from_outside_and_the_scoring_address_does_not()
    {
        await using var rest = await StartClosedAsync();
        await PublishedPipeline.PublishAsync(rest);

        var outside = await rest.SendAsync(HttpMethod.Post, Scoring, Call, rest.Http(Audiences.MachineLearning));
        var inside = await rest.SendAsync(HttpMethod.Post, Scoring, Call, rest.Http(Audiences.MachineLearning),
            (CallerHeaders.Network, Network));
        var job = await rest.SendAsync(HttpMethod.Get,
            $"{RestCloud.Workspace}/jobs/{inside.Body!["name"]}?api-version={RestCloud.Version}");

        Assert.Equal((403, "UserError"), (outside.Status, (string?)outside.Body!["error"]!["code"]));
        Assert.StartsWith("Access to workspace was denied based on workspace private link configuration.",
            (string?)outside.Body["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(201, inside.Status);
        Assert.Equal(200, job.Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(RestCloud.Account)]
    public async Task A_request_that_names_no_network_as_its_own_is_refused(string place)
    {
        await using var rest = await StartClosedAsync();

        var answer = await rest.SendAsync(HttpMethod.Get, "https://stmlops.blob.core.windows.net/training?restype=container",
            null, rest.Http(Audiences.Storage), (CallerHeaders.Network, place));

        Assert.Equal(400, answer.Status);
        Assert.Contains(CallerHeaders.Network, answer.Body!["error"]!["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enabled", "AzureServices", "Succeeded", 202)]
    [InlineData("Disabled", "AzureServices", "Failed", 202)]
    [InlineData("Disabled", "None", "Failed", 403)]
    public async Task A_registry_takes_builds_only_where_it_is_open_and_imports_where_it_trusts_the_service(string access,
        string bypass, string build, int import)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Registry,
            $$$"""{"location":"westeurope","sku":{"name":"Premium"},"properties":{"publicNetworkAccess":"{{{access}}}","networkRuleBypassOptions":"{{{bypass}}}"} }""");

        var run = await RegistryTests.BuildAsync(rest);
        var imported = await rest.SendAsync(
            HttpMethod.Post, $"{RestCloud.Registry}/importImage?api-version=2025-11-01",
            """{"source":{"registryUri":"registry.example.com","sourceImage":"base/python:3.11"},"targetTags":["python:3.11"]}""");

        Assert.Equal(build, (string?)run["status"]);
        if (build == "Failed")
            Assert.Contains("denied: client with IP", (string?)run["runErrorMessage"], StringComparison.Ordinal);
        Assert.Equal(import, imported.Status);
    }

    [Theory]
    [InlineData("disabled", "Allow", "outside", "ForbiddenByConnection")]
    [InlineData("enabled", "Deny", "outside", "ForbiddenByFirewall")]
    [InlineData("disabled", "Deny", "network", null)]
    [InlineData("enabled", "Allow", "outside", null)]
    public void A_vault_lets_a_secret_be_deleted_from_where_it_lets_callers_in(string access, string action, string place,
        string? code)
    {
        using var town = new Town();
        var vault = TestCloud.In("Microsoft.KeyVault/vaults", "kv-data");
        town.Azure.Put(vault, $$$"""
            {"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true,
             "publicNetworkAccess":"{{{access}}}","networkAcls":{"bypass":"None","defaultAction":"{{{action}}}"} } }
            """);
        town.Link(vault, "vault");
        town.Resolve(vault, "privatelink.vaultcore.azure.net", Town.Network);
        town.Azure.Put(
            $"{vault}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}",
            Scenes.RoleAssignment(town.Azure.Cloud.Options.DeployerObjectId, "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"));
        var provider = new Provider(town.Azure.Cloud);
        var (secret, _) = provider.Create("azure-native:keyvault:Secret", "token", Provider.Map(
            ("vaultName", "kv-data"), ("resourceGroupName", "rg"), ("secretName", "token"),
            ("properties", new LocalEngine.Values.PropertyValue.Obj(Provider.Map(("value", "x"))))));
        town.Azure.Cloud.Callers = Town.Place(place);

        if (code is null) provider.Delete("azure-native:keyvault:Secret", secret);
        else Assert.Equal(code,
            Assert.Throws<ProviderException>(() => provider.Delete("azure-native:keyvault:Secret", secret)).Code);
    }

    // The workspace of the other tests, closed, with a network that has private endpoints to it and to its account.
    private static async Task<RestCloud> StartClosedAsync()
    {
        var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.40.0.0/16"]},"subnets":[{"name":"snet","properties":{"addressPrefix":"10.40.0.0/24"}}]}}
            """);
        foreach (var (id, subResource, zone) in ((string, string, string)[])
            [(RestCloud.Account, "blob", "privatelink.blob.core.windows.net"),
                (RestCloud.Workspace, "amlworkspace", "privatelink.api.azureml.ms")])
        {
            var body = rest.Cloud.Resources.Find(ResourceId.Parse(id))!;
            var patch = new JsonObject { ["properties"] = new JsonObject { ["publicNetworkAccess"] = "Disabled" } };
            await rest.Cloud.Resources.PatchAsync(ResourceId.Parse(id), patch, new ArmRequestOptions(), CancellationToken.None);
            var endpoint = $"{RestCloud.Group}/providers/Microsoft.Network/privateEndpoints/pep-{subResource}";
            await rest.SeedAsync(endpoint, $$$"""
                {"location":"westeurope","properties":{"subnet":{"id":"{{{Network}}}/subnets/snet"},"privateLinkServiceConnections":[
                 {"name":"link","properties":{"privateLinkServiceId":"{{{(string)body["id"]!}}}","groupIds":["{{{subResource}}}"]} }]} }
                """);
            var zoneId = $"{RestCloud.Group}/providers/Microsoft.Network/privateDnsZones/{zone}";
            await rest.SeedAsync(zoneId, """{"location":"global"}""");
            await rest.SeedAsync($"{zoneId}/virtualNetworkLinks/vnet",
                $$$"""{"location":"global","properties":{"registrationEnabled":false,"virtualNetwork":{"id":"{{{Network}}}"} } }""");
            await rest.SeedAsync($"{endpoint}/privateDnsZoneGroups/default",
                $$$"""{"properties":{"privateDnsZoneConfigs":[{"name":"zone","properties":{"privateDnsZoneId":"{{{zoneId}}}"} }]} }""");
        }

        return rest;
    }

    private static async Task<string> UploadAddressAsync(RestCloud rest)
    {
        var answer = await rest.SendAsync(
            HttpMethod.Post, $"{RestCloud.Workspace}/codes/train/versions/1/startPendingUpload?api-version={RestCloud.Version}",
            """{"pendingUploadType":"TemporaryBlobReference"}""");
        return ((string)answer.Body!["blobReferenceForConsumption"]!["credential"]!["sasUri"]!).Replace("?", "/train.py?",
            StringComparison.Ordinal);
    }
}
