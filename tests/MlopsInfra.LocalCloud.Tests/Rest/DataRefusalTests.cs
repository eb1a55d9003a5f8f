namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>
/// The rules for programs of accounts, vaults, registries, rights and tags (the mistakes of their services), as a client of REST
/// meets them.
/// </summary>
public sealed class DataRefusalTests
{
    private const string Providers = $"{RestCloud.Group}/providers";
    private const string OfSubscription = $"/subscriptions/{RestCloud.Subscription}/providers/Microsoft.Authorization";
    private const string Account =
        """{"location":"westeurope","kind":"KIND","sku":{"name":"Premium_LRS"},"properties":{"isHnsEnabled":true} }""";
    private const string Firewall =
        """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"networkAcls":{"defaultAction":"Deny","ipRules":[{"value":"ADDRESS"}]} } }""";

    private const string Lifecycle = """
        {"properties":{"policy":{"rules":[{"name":"old","type":"Lifecycle","definition":{"filters":{"blobTypes":["blockBlob"]},"actions":{"baseBlob":{"delete":AGE} } } }]} } }
        """;

    private const string Vault = """
        {"location":"westeurope","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true,
         "networkAcls":{"defaultAction":"Deny","ipRules":[{"value":"ADDRESS"}]} } }
        """;

    private const string Registry = """
        {"location":"westeurope","sku":{"name":"Premium"},"properties":{"policies":{"retentionPolicy":{"status":"enabled","days":DAYS} } } }
        """;

    private const string Role = """
        {"properties":{"roleName":"Data engineer","type":"CustomRole","assignableScopes":["/subscriptions/00000000-0000-0000-0000-000000000000"],
         "permissions":[{"LIST":["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"]}]} }
        """;

    private const string Policy = """
        {"properties":{"policyType":"Custom","mode":"All","policyRule":{"if":{"field":"type","equals":"Microsoft.Storage/storageAccounts"},"then":{"effect":"EFFECT"} } } }
        """;

    [Theory]
    [InlineData($"{Providers}/Microsoft.Storage/storageAccounts/stdata", Account, "KIND", "BlockBlobStorage", "StorageV2",
        "InvalidRequestPropertyValue")]
    [InlineData($"{Providers}/Microsoft.Storage/storageAccounts/stdata", Account, "KIND", "BlockBlobStorage", "BlobStorage",
        "InvalidValuesForRequestParameters")]
    [InlineData($"{Providers}/Microsoft.Storage/storageAccounts/stdata", Firewall, "ADDRESS", "52.1.2.3", "52.1.2.3/32",
        "InvalidValuesForRequestParameters")]
    [InlineData($"{RestCloud.Account}/managementPolicies/default", Lifecycle, "AGE",
        """{"daysAfterModificationGreaterThan":30}""",
        "null", "InvalidValuesForRequestParameters")]
    [InlineData($"{Providers}/Microsoft.KeyVault/vaults/kv-data", Vault, "ADDRESS", "52.1.2.0/24", "2603:1030::/32",
        "BadRequest")]
    [InlineData($"{Providers}/Microsoft.ContainerRegistry/registries/crdata", Registry, "DAYS", "365", "366", "BadRequest")]
    [InlineData($"{OfSubscription}/roleDefinitions/77777777-7777-7777-7777-777777777777", Role, "LIST", "dataActions", "actions",
        "InvalidActionOrNotAction")]
    [InlineData($"{OfSubscription}/policyDefinitions/names", Policy, "EFFECT", "audit", "warn", "InvalidPolicyRule")]
    [InlineData($"{RestCloud.Account}/providers/Microsoft.Authorization/locks/keep",
        """{"properties":{"level":"LEVEL"} }""", "LEVEL", "CanNotDelete", "Never", "InvalidRequestContent")]
    public async Task A_wrong_body_is_refused_with_Azures_code(string id, string body, string part, string right, string wrong,
        string code)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{} }""");

        var refused = await rest.SendAsync(HttpMethod.Put, $"{id}?api-version=2099-01-01", With(wrong));
        var taken = await rest.SendAsync(HttpMethod.Put, $"{id}?api-version=2099-01-01", With(right));

        Assert.Equal((400, code), (refused.Status, (string?)refused.Body!["error"]!["code"]));
        Assert.InRange(taken.Status, 200, 202);

        string With(string value) => body.Replace(part, value, StringComparison.Ordinal);
    }
}
