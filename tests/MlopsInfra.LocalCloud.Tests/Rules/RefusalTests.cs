using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>What Azure refuses of requests whose bodies fit the schema: each from a request with exactly that mistake.</summary>
public class RefusalTests
{
    private const string AccountBody = """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""";

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "St_Data", "AccountNameInvalid")]
    [InlineData("Microsoft.Storage/storageAccounts", "st", "AccountNameInvalid")]
    [InlineData("Microsoft.KeyVault/vaults", "kv--data", "VaultNameNotValid")]
    [InlineData("Microsoft.KeyVault/vaults", "1vault", "VaultNameNotValid")]
    [InlineData("Microsoft.ContainerRegistry/registries", "cr-data", "InvalidResourceName")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "log", "InvalidParameter")]
    [InlineData("Microsoft.MachineLearningServices/workspaces", "ml", "ValidationError")]
    [InlineData("Microsoft.ContainerService/managedClusters", "aks-", "InvalidParameter")]
    public void A_name_that_breaks_the_rule_of_its_type(string type, string name, string code)
    {
        using var azure = TestCloud.WithGroup();
        var refusal = azure.PutRefused(TestCloud.In(type, name), "{}");
        Assert.Equal((400, code), (refusal.Status, refusal.Code));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Surroundings_that_are_not_there()
    {
        using var azure = new TestCloud();
        var id = TestCloud.In("Microsoft.Storage/storageAccounts", "stdata");
        Assert.Equal((404, "ResourceGroupNotFound"), Told(azure.PutRefused(id, AccountBody)));
        azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
        Assert.Equal((404, "ParentResourceNotFound"), Told(azure.PutRefused($"{id}/blobServices/default/containers/data", "{}")));
        Assert.Equal((404, "ParentResourceNotFound"),
            Told(azure.PutRefused($"{TestCloud.In("Microsoft.MachineLearningServices/workspaces", "mlw")}/computes/cpu", "{}")));
        Assert.Equal((404, "ResourceNotFound"),
            Told(azure.PutRefused($"{id}/providers/Microsoft.Authorization/roleAssignments/{Guid.Empty}",
                Scenes.RoleAssignment(Guid.NewGuid().ToString(), Role.Reader))));
        Assert.Equal((404, "SubscriptionNotFound"),
            Told(azure.PutRefused("/subscriptions/mine/resourceGroups/rg", """{"location":"westeurope"}""")));
        Assert.Equal((404, "InvalidResourceNamespace"),
            Told(azure.PutRefused(TestCloud.In("Microsoft.Nothing/things", "a"), "{}")));
        Assert.Equal((404, "InvalidResourceType"), Told(azure.PutRefused(TestCloud.In("Microsoft.Storage/things", "a"), "{}")));
        Assert.Equal((400, "NoRegisteredProviderFound"),
            Told(azure.PutRefused(id, AccountBody, new ArmRequestOptions(ApiVersion: "2010-01-01"))));
    }

    [Fact]
    public void Regions_that_are_none_or_change()
    {
        using var azure = TestCloud.WithGroup();
        var id = TestCloud.In("Microsoft.Storage/storageAccounts", "stdata");
        Assert.Equal((400, "LocationRequired"),
            Told(azure.PutRefused(id, """{"kind":"StorageV2","sku":{"name":"Standard_LRS"}}""")));
        Assert.Equal((400, "LocationNotAvailableForResourceType"),
            Told(azure.PutRefused(id, AccountBody.Replace("westeurope", "atlantis", StringComparison.Ordinal))));
        azure.Put(id, AccountBody);
        Assert.Equal((409, "InvalidResourceLocation"),
            Told(azure.PutRefused(id, AccountBody.Replace("westeurope", "northeurope", StringComparison.Ordinal))));
        Assert.False(azure.PutResult(id, AccountBody).Changed);
        Assert.Equal((409, "InvalidResourceGroupLocation"),
            Told(azure.PutRefused(TestCloud.Group, """{"location":"northeurope"}""")));
        Assert.Equal((400, "LocationNotAvailableForResourceGroup"),
            Told(azure.PutRefused($"{TestCloud.Subscription}/resourceGroups/other", """{"location":"atlantis"}""")));
    }

    [Fact]
    public void Names_that_are_unique_world_wide()
    {
        using var azure = TestCloud.WithGroup();
        Scenes.Account(azure);
        Scenes.Registry(azure);
        Scenes.Vault(azure);
        var other = $"{TestCloud.Subscription}/resourceGroups/other";
        azure.Put(other, """{"location":"westeurope"}""");
        Assert.Equal((409, "StorageAccountAlreadyTaken"),
            Told(azure.PutRefused($"{other}/providers/Microsoft.Storage/storageAccounts/stdata", AccountBody)));
        Assert.Equal((409, "AlreadyInUse"),
            Told(azure.PutRefused($"{other}/providers/Microsoft.ContainerRegistry/registries/CRDATA",
                """{"location":"westeurope","sku":{"name":"Basic"}}""")));
        Assert.Equal((409, "VaultAlreadyExists"),
            Told(azure.PutRefused($"{other}/providers/Microsoft.KeyVault/vaults/kv-data",
                $$$"""{"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"} } }""")));
    }

    [Fact]
    public void Ids_that_refer_to_nothing_or_to_something_else()
    {
        using var azure = TestCloud.WithGroup();
        var id = TestCloud.In("Microsoft.Insights/components", "appi");
        string Body(string workspace) =>
            $$$"""{"location":"westeurope","kind":"web","properties":{"Application_Type":"web","WorkspaceResourceId":"{{{workspace}}}"} }""";
        var missing = azure.PutRefused(id, Body(TestCloud.In("Microsoft.OperationalInsights/workspaces", "log-none")));
        Assert.Equal((404, "ResourceNotFound", "properties.WorkspaceResourceId"), (missing.Status, missing.Code, missing.Target));
        Assert.Equal((400, "LinkedInvalidPropertyId"), Told(azure.PutRefused(id, Body("log-data"))));
        Assert.Equal((400, "LinkedInvalidPropertyId"), Told(azure.PutRefused(id, Body(Scenes.Account(azure)))));
        var identity = azure.PutRefused(TestCloud.In("Microsoft.Storage/storageAccounts", "stother"),
            $$$"""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{TestCloud.In("Microsoft.ManagedIdentity/userAssignedIdentities", "nobody")}}}":{} } } }""");
        Assert.Equal((400, "FailedIdentityOperation"), Told(identity));
    }

    [Fact]
    public void Properties_that_can_not_change()
    {
        using var azure = TestCloud.WithGroup();
        var account = Scenes.Account(azure, more: ""","isHnsEnabled":false""");
        var refusal = azure.PutRefused(account,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"isHnsEnabled":true}}""");
        Assert.Equal((400, "AccountPropertyCannotBeUpdated", "properties.isHnsEnabled"),
            (refusal.Status, refusal.Code, refusal.Target));
    }

    [Fact]
    public void Keys_where_keys_are_switched_off()
    {
        using var azure = TestCloud.WithGroup();
        var (account, registry) = (Scenes.Account(azure), Scenes.Registry(azure));
        Assert.Equal((403, "KeyBasedAuthenticationNotPermitted"),
            Told(Assert.Throws<ArmException>(() => azure.Post(account, "listKeys"))));
        Assert.Equal((400, "UnAuthorizedForCredentialOperations"),
            Told(Assert.Throws<ArmException>(() => azure.Post(registry, "listCredentials"))));
        azure.Put(TestCloud.In("Microsoft.Storage/storageAccounts", "stkeys"), AccountBody);
        Assert.Equal(2,
            azure.Post(TestCloud.In("Microsoft.Storage/storageAccounts", "stkeys"), "listKeys")!["keys"]!.AsArray().Count);
    }

    private static (int Status, string Code) Told(ArmException refusal) => (refusal.Status, refusal.Code);
}
