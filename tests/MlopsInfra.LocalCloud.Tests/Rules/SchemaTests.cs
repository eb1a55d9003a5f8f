namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>What the schema of a type forbids is refused with the path of the mistake.</summary>
public class SchemaTests
{
    private const string Account = """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"minimumTlsVersion":"TLS1_2"}}""";
    private static readonly string Id = TestCloud.In("Microsoft.Storage/storageAccounts", "stdata");

    [Fact]
    public void A_body_that_fits_is_taken_and_answered_with_what_azure_computes()
    {
        using var azure = TestCloud.WithGroup();
        var account = azure.Put(Id, Account);
        Assert.Equal(Id, account["id"]!.GetValue<string>());
        Assert.Equal("Microsoft.Storage/storageAccounts", account["type"]!.GetValue<string>());
        Assert.Equal("https://stdata.blob.core.windows.net/",
            account["properties"]!["primaryEndpoints"]!["blob"]!.GetValue<string>());
        Assert.Equal("Succeeded", account["properties"]!["provisioningState"]!.GetValue<string>());
        Assert.Equal("TLS1_2", account["properties"]!["minimumTlsVersion"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"colour":"red"}""", "colour",
        "Could not find member 'colour'")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"minimumTls":"TLS1_2"}}""", "properties.minimumTls", "Could not find member 'minimumTls'")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2"}""", "sku", "Required property 'sku' not found")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{}}""", "sku.name", "Required property 'name' not found")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_BIG"}}""", "sku.name", "'Standard_LRS'")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":"no"}}""", "properties.allowSharedKeyAccess", "Error converting value \"no\" to type 'Boolean'")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"networkAcls":{"defaultAction":"Deny","ipRules":"10.0.0.0/8"}}}""", "properties.networkAcls.ipRules", "List<IPRule>")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"networkAcls":{"defaultAction":"Deny","ipRules":[{"action":"Allow"}]}}}""", "properties.networkAcls.ipRules[0].value", "Required property 'value'")]
    [InlineData("""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":[]}""", "properties",
        "to type 'Object'")]
    public void A_body_that_does_not_fit_is_refused_with_its_path(string body, string target, string message)
    {
        using var azure = TestCloud.WithGroup();
        var refusal = azure.PutRefused(Id, body);
        Assert.Equal(400, refusal.Status);
        Assert.Equal("InvalidRequestContent", refusal.Code);
        Assert.Equal(target, refusal.Target);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Null(azure.Get(Id));
    }

    [Fact]
    public void What_official_clients_send_is_taken_where_the_package_has_no_input_for_it()
    {
        using var azure = TestCloud.WithGroup();
        // A zone has nothing below `properties` that a request could say; what a GET shows there may come back.
        var zone = TestCloud.In("Microsoft.Network/privateDnsZones", "example.com");
        azure.Put(zone, """{"location":"global","properties":{}}""");
        azure.Put(zone, azure.Get(zone)!.ToJsonString());
        Assert.Equal("properties.colour",
            azure.PutRefused(zone, """{"location":"global","properties":{"colour":"red"}}""").Target);

        var role =
            $"{TestCloud.Subscription}/providers/Microsoft.Authorization/roleDefinitions/66666666-6666-6666-6666-666666666666";
        azure.Put(role, $$$"""
            {"properties":{"roleName":"Reader of groups","type":"CustomRole","assignableScopes":["{{{TestCloud.Subscription}}}"],
             "permissions":[{"actions":["Microsoft.Resources/subscriptions/resourceGroups/read"],"notActions":[]}]} }
            """);
        Assert.Equal("CustomRole", azure.Get(role)!["properties"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Several_mistakes_are_told_together()
    {
        using var azure = TestCloud.WithGroup();
        var refusal =
            azure.PutRefused(Id, """{"location":"westeurope","kind":"Cloud","sku":{"name":"Standard_LRS","speed":3}}""");
        Assert.Equal(["kind", "sku.speed"], refusal.Details.Select(detail => detail.Target));
    }

    [Fact]
    public void Read_only_properties_and_nulls_of_a_body_are_ignored_as_azure_does()
    {
        using var azure = TestCloud.WithGroup();
        var account = azure.Put(Id, Account);
        account["tags"] = null;
        var again = azure.PutResult(Id, account.ToJsonString());
        Assert.False(again.Changed);
    }

    [Fact]
    public void A_union_is_read_by_its_discriminator()
    {
        using var azure = TestCloud.WithGroup();
        var workspace = Scenes.Workspace(azure);
        var refusal =
            azure.PutRefused($"{workspace}/computes/cpu", """{"location":"westeurope","properties":{"computeType":"Abacus"}}""");
        Assert.Equal("properties.computeType", refusal.Target);
        Assert.Contains("'AmlCompute'", refusal.Message, StringComparison.Ordinal);
        refusal = azure.PutRefused($"{workspace}/computes/cpu", """{"location":"westeurope","properties":{"properties":{}}}""");
        Assert.Equal("properties.computeType", refusal.Target);
        refusal = azure.PutRefused($"{workspace}/computes/cpu",
            """{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":7}}}""");
        Assert.Equal("properties.properties.vmSize", refusal.Target);
    }
}
