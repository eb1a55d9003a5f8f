using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Azure ML workspaces and what stands in them.</summary>
public class WorkspaceTests
{
    private static readonly string Id = TestCloud.In("Microsoft.MachineLearningServices/workspaces", "mlw-data");

    [Theory]
    [InlineData(Role.BlobContributor, "properties.storageAccount", "Storage Blob Data Contributor")]
    [InlineData(Role.VaultAdministrator, "properties.keyVault", "Key Vault Administrator")]
    [InlineData(Role.Contributor, "properties.storageAccount", "Contributor")]
    public void Needs_its_identitys_roles_before_it_is_created(string role, string target, string usual)
    {
        using var azure = TestCloud.WithGroup();
        var refusal = azure.PutRefused(Id, Scenes.WorkspaceBody(azure, withoutRoles: role));
        Assert.Equal((403, "AuthorizationFailed", target), (refusal.Status, refusal.Code, refusal.Target));
        Assert.Contains($"Usual role: {usual}.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comes_with_its_datastores_and_their_containers()
    {
        using var azure = TestCloud.WithGroup();
        var workspace = azure.Put(Id, Scenes.WorkspaceBody(azure));
        Assert.Matches("^[0-9a-f-]{36}$", workspace["properties"]!["workspaceId"]!.GetValue<string>());
        Assert.Equal("https://westeurope.api.azureml.ms/discovery", workspace["properties"]!["discoveryUrl"]!.GetValue<string>());
        var stores = azure.Cloud.Resources.List(ResourceId.Parse(Id), "Microsoft.MachineLearningServices/workspaces/datastores");
        Assert.Equal(["workspaceartifactstore", "workspaceblobstore", "workspacefilestore", "workspaceworkingdirectory"],
            stores.Select(store => store["name"]!.GetValue<string>()));
        Assert.NotNull(
            azure.Get($"{TestCloud.In("Microsoft.Storage/storageAccounts", "stdata")}/blobServices/default/containers/azureml"));
    }

    [Fact]
    public void Refuses_references_identities_and_dependencies_that_are_missing()
    {
        using var azure = TestCloud.WithGroup();
        var body = Scenes.WorkspaceBody(azure);
        Assert.Equal("ValidationError", azure.PutRefused(Id, body.Replace("/stdata", "/stother", StringComparison.Ordinal)).Code);
        var refusal = azure.PutRefused(Id, body.Replace("\"keyVault\"", "\"description\"", StringComparison.Ordinal));
        Assert.Equal(("ValidationError", "properties.keyVault"), (refusal.Code, refusal.Target));
        refusal =
            azure.PutRefused(Id, body.Replace("\"primaryUserAssignedIdentity\"", "\"description\"", StringComparison.Ordinal));
        Assert.Equal(("ValidationError", "properties.primaryUserAssignedIdentity"), (refusal.Code, refusal.Target));
    }

    [Fact]
    public void A_key_of_ones_own_is_told_as_a_whole()
    {
        using var azure = TestCloud.WithGroup();
        var body = Scenes.WorkspaceBody(azure);
        string With(string encryption) => body.Replace("\"systemDatastoresAuthMode\"",
            $"\"encryption\":{encryption},\"systemDatastoresAuthMode\"", StringComparison.Ordinal);
        Assert.Equal("properties.encryption.keyVaultProperties",
            azure.PutRefused(Id, With("""{"status":"Enabled"}""")).Target);
        Assert.StartsWith("properties.encryption.keyVaultProperties.",
            azure.PutRefused(Id,
                With("""{"status":"Enabled","keyVaultProperties":{"keyIdentifier":"https://kv-data.vault.azure.net/keys/k/1"} }""")).Target,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_one_keeps_its_name_until_it_is_purged()
    {
        using var azure = TestCloud.WithGroup();
        var body = Scenes.WorkspaceBody(azure);
        azure.Put(Id, body);
        azure.Delete(Id);
        var refusal = azure.PutRefused(Id, body);
        Assert.Equal((400, "BadRequest"), (refusal.Status, refusal.Code));
        Assert.StartsWith("Soft-deleted workspace exists", refusal.Message, StringComparison.Ordinal);
        var held = Assert.Single(azure.Cloud.SoftDeleted(), name => name.Type == "Microsoft.MachineLearningServices/workspaces");
        azure.Cloud.Purge(held.Id);
        Assert.True(azure.PutResult(Id, body).Created);
        azure.Delete(Id, new ArmRequestOptions(Query: new Dictionary<string, string> { ["forceToPurge"] = "true" }));
        Assert.True(azure.PutResult(Id, body).Created);
    }

    [Fact]
    public void A_cluster_takes_new_scale_settings_and_ignores_the_rest()
    {
        using var azure = TestCloud.WithGroup();
        var workspace = Scenes.Workspace(azure);
        string Body(string size, int nodes) => $$$"""
            {"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"{{{size}}}","scaleSettings":{"minNodeCount":0,"maxNodeCount":{{{nodes}}} } } } }
            """;
        azure.Put($"{workspace}/computes/cpu", Body("Standard_DS3_v2", 2));
        var cluster = azure.Put($"{workspace}/computes/cpu", Body("Standard_NC24ads_A100_v4", 4));
        Assert.Equal("Standard_DS3_v2", cluster["properties"]!["properties"]!["vmSize"]!.GetValue<string>());
        Assert.Equal(4, cluster["properties"]!["properties"]!["scaleSettings"]!["maxNodeCount"]!.GetValue<int>());
        Assert.Equal("BadRequest", azure.PutRefused($"{workspace}/computes/gpu", Body("Standard_NC24ads_A100_v4", -1)).Code);
    }

    [Fact]
    public void An_attach_needs_the_extension_and_the_role()
    {
        using var azure = TestCloud.WithGroup();
        var workspace = Scenes.Workspace(azure);
        var cluster = Scenes.Cluster(azure);
        var body = $$$"""{"location":"westeurope","properties":{"computeType":"Kubernetes","resourceId":"{{{cluster}}}","properties":{"namespace":"default"} } }""";
        Assert.Contains("'Microsoft.AzureML.Kubernetes' is not installed",
            azure.PutRefused($"{workspace}/computes/aks", body).Message, StringComparison.Ordinal);
        azure.Put($"{cluster}/providers/Microsoft.KubernetesConfiguration/extensions/azureml",
            """{"properties":{"extensionType":"Microsoft.AzureML.Kubernetes","configurationSettings":{"enableTraining":"True"}}}""");
        Assert.StartsWith("AKS role check failed", azure.PutRefused($"{workspace}/computes/aks", body).Message,
            StringComparison.Ordinal);
        Scenes.Grant(azure, cluster, TestCloud.In("Microsoft.ManagedIdentity/userAssignedIdentities", "id-data"),
            Role.Contributor);
        Assert.Equal("Succeeded",
            azure.Put($"{workspace}/computes/aks", body)["properties"]!["provisioningState"]!.GetValue<string>());
    }

    [Fact]
    public void A_datastore_needs_its_container_and_no_keys_where_keys_are_off()
    {
        using var azure = TestCloud.WithGroup();
        var workspace = Scenes.Workspace(azure);
        string Body(string container, string credentials) => $$$"""
            {"properties":{"datastoreType":"AzureBlob","accountName":"stdata","containerName":"{{{container}}}","credentials":{{{credentials}}} } }
            """;
        Assert.Equal("UserError",
            azure.PutRefused($"{workspace}/datastores/training", Body("nothing", """{"credentialsType":"None"}""")).Code);
        azure.Put($"{TestCloud.In("Microsoft.Storage/storageAccounts", "stdata")}/blobServices/default/containers/data", "{}");
        Assert.Equal("properties.credentials.credentialsType",
            azure.PutRefused($"{workspace}/datastores/training",
                Body("data", """{"credentialsType":"AccountKey","secrets":{"secretsType":"AccountKey","key":"k"}}""")).Target);
        Assert.True(azure.PutResult($"{workspace}/datastores/training", Body("data", """{"credentialsType":"None"}""")).Created);
        Assert.Equal("ValidationError",
            azure.PutRefused($"{workspace}/datastores/training-data", Body("data", """{"credentialsType":"None"}""")).Code);
    }

    [Fact]
    public void A_datastore_lists_the_secrets_that_it_has()
    {
        using var azure = TestCloud.WithGroup();
        var workspace = Scenes.Workspace(azure);
        var account = TestCloud.In("Microsoft.Storage/storageAccounts", "stkeys");
        azure.Put(account, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"} }""");
        azure.Put($"{account}/blobServices/default/containers/data", "{}");
        azure.Put($"{workspace}/datastores/keyed", """
            {"properties":{"datastoreType":"AzureBlob","accountName":"stkeys","containerName":"data",
             "credentials":{"credentialsType":"AccountKey","secrets":{"secretsType":"AccountKey","key":"k"} } } }
            """);
        Assert.Equal("k", azure.Post($"{workspace}/datastores/keyed", "listSecrets")!["key"]!.GetValue<string>());
        Assert.Contains("has no credentials", Assert.Throws<ArmException>(
            () => azure.Post($"{workspace}/datastores/workspaceblobstore", "listSecrets")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Key", null)]
    [InlineData("AADToken", "its authMode is AADToken")]
    public void An_online_endpoint_lists_keys_where_keys_open_it(string mode, string? refusal)
    {
        using var azure = TestCloud.WithGroup();
        var endpoint = $"{Scenes.Workspace(azure)}/onlineEndpoints/ep-score";
        azure.Put(endpoint, $$$"""{"location":"westeurope","properties":{"authMode":"{{{mode}}}"} }""");
        JsonNode? List() => azure.Post(endpoint, "listKeys");
        if (refusal is null)
        {
            var keys = List()!;
            Assert.NotEqual(keys["primaryKey"]!.GetValue<string>(), keys["secondaryKey"]!.GetValue<string>());
        }
        else
        {
            Assert.Contains(refusal, Assert.Throws<ArmException>(List).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Endpoints_hold_on_to_what_they_use()
    {
        using var azure = TestCloud.WithGroup();
        var workspace = Scenes.Workspace(azure);
        var endpoint = $"{workspace}/batchEndpoints/train-mlops";
        Assert.Contains("authMode 'Key'",
            azure.PutRefused(endpoint, """{"location":"westeurope","properties":{"authMode":"Key"}}""").Message,
            StringComparison.Ordinal);
        Assert.Contains("defaults.deploymentName",
            azure.PutRefused(endpoint,
                """{"location":"westeurope","properties":{"authMode":"AADToken","defaults":{"deploymentName":"blue"}}}""").Message,
            StringComparison.Ordinal);
        var created = azure.Put(endpoint, """{"location":"westeurope","properties":{"authMode":"AADToken"}}""");
        Assert.Equal("https://train-mlops.westeurope.inference.ml.azure.com/jobs",
            created["properties"]!["scoringUri"]!.GetValue<string>());
        Assert.Contains("unique in a region",
            azure.PutRefused($"{workspace}/onlineEndpoints/train-mlops",
                """{"location":"westeurope","properties":{"authMode":"AADToken"}}""").Message, StringComparison.Ordinal);
        Assert.Equal((409, "CannotDeleteResource"), (azure.DeleteRefused(workspace).Status, azure.DeleteRefused(workspace).Code));
    }
}
