namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>What clients get wrong is refused in Azure's words; none of it is a fault of the server.</summary>
public sealed class BadInputTests
{
    private const string Subscription = $"/subscriptions/{RestCloud.Subscription}";

    private static readonly string[] Paths =
    [
        Subscription, $"{Subscription}/resources", $"{Subscription}/resourceGroups", $"{Subscription}/locations", RestCloud.Group,
        $"{RestCloud.Group}/resources", RestCloud.Account, $"{RestCloud.Account}/blobServices/default/containers",
        $"{RestCloud.Account}/listKeys", RestCloud.Workspace, $"{RestCloud.Workspace}/jobs", $"{RestCloud.Workspace}/jobs/x",
        $"{RestCloud.Workspace}/computes/cpu-cluster", $"{RestCloud.Workspace}/datastores", $"{RestCloud.Workspace}/listSecrets",
        $"{Subscription}/providers/Microsoft.Authorization/roleAssignments",
        $"{Subscription}/providers/Microsoft.Authorization/roleDefinitions",
        $"{RestCloud.Group}/providers/Microsoft.Resources/deployments/d",
        $"{RestCloud.Group}/providers/Microsoft.Network//virtualNetworks/v",
        $"{RestCloud.Account}/providers/Microsoft.Resources/tags/default",
        $"{RestCloud.Account}/providers/Microsoft.Insights/metrics",
        $"{Subscription}/providers/Microsoft.Storage/checkNameAvailability",
        $"{Subscription}/providers/Microsoft.Insights/eventtypes/management/values",
        "/providers/Microsoft.ResourceGraph/resources", "/metadata/endpoints", "/metadata/identity/oauth2/token",
        "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token", "/adfs/az/none/.well-known/openid-configuration",
    ];

    private static readonly string[] Queries =
    [
        "", "?api-version=", "?api-version=1999-01-01", "?api-version=2099-99-99", "?api-version=2024-04-01'",
        "?api-version=2024-04-01&$filter=", "?api-version=2024-04-01&$filter=name eq",
        "?api-version=2024-04-01&$filter=((name eq 'x'",
        "?api-version=2024-04-01&$filter=name eq 'x' and", "?api-version=2024-04-01&$filter=%00",
        "?api-version=2024-04-01&$top=-1",
        "?api-version=2024-04-01&$top=many", "?api-version=2024-04-01&$skipToken=%F0%9F%98%80",
        "?api-version=2024-04-01&$orderby=;",
    ];

    private static readonly string?[] Bodies =
        [null, "", "{", "[]", "null", "1", "\"text\"", """{"properties":[]}""", """{"properties":null,"location":7,"tags":[1]}""",
         """{"location":"westeurope","location":"westeurope"}"""];

    [Fact]
    public async Task Nothing_that_is_sent_makes_the_server_fail()
    {
        var failures = new List<string>();
        await using var rest = await RestCloud.StartWithWorkspaceAsync(failed: exception => failures.Add(exception.ToString()));

        foreach (var path in Paths)
        {
            foreach (var query in Queries) await SendAsync(HttpMethod.Get, path + query, null);
            foreach (var body in Bodies)
            {
                foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch, HttpMethod.Post])
                    await SendAsync(method, path + "?api-version=2024-04-01", body);
            }
        }

        Assert.Empty(failures);

        async Task SendAsync(HttpMethod method, string path, string? body)
        {
            var answer = await rest.SendAsync(method, path, body);
            if (answer.Status is >= 500 and not 501) failures.Add($"{method} {path} {body}: {answer.Status} {answer.Body}");
        }
    }

    [Theory]
    [InlineData("PUT", "Microsoft.Storage/storageAccounts/stmlops2", "2023-05-01", "[]", 400, "InvalidRequestContent")]
    [InlineData("PUT", "Microsoft.Storage/storageAccounts/stmlops2", "2023-05-01", "{", 400, "InvalidRequestContent")]
    [InlineData("PUT", "Microsoft.Storage/storageAccounts/stmlops2", "2023-05-01",
        """{"location":"westeurope","kind":"StorageV2","sku":"Standard_LRS"}""", 400, "InvalidRequestContent")]
    [InlineData("PUT", "Microsoft.Storage/storageAccounts/stmlops2", "tomorrow", "{}", 400,
        "InvalidApiVersionParameter")]
    [InlineData("PUT", "Microsoft.Storage/storageAccounts/stmlops2", "2001-01-01", "{}", 400,
        "NoRegisteredProviderFound")]
    [InlineData("GET", "Microsoft.Storage/storageAccounts/stmlops/listKeys", "2023-05-01", null, 404, "InvalidResourceType")]
    public async Task A_mistake_is_named(string method, string path, string version, string? body, int status, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(
            new HttpMethod(method), $"{RestCloud.Group}/providers/{path}?api-version={version}", body);

        Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts/stmlops", "2023-05-01", 409, "StorageAccountAlreadyTaken",
        """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"} }""")]
    [InlineData("Microsoft.KeyVault/vaults/kv-mlops", "2023-07-01", 409, "VaultAlreadyExists", """
        {"location":"westeurope","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"},
         "enableRbacAuthorization":true} }
        """)]
    public async Task A_name_that_is_taken_elsewhere_is_refused(string path, string version, int status, string code, string body)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{Subscription}/resourceGroups/rg-other", """{"location":"westeurope"}""");

        var answer = await rest.SendAsync(HttpMethod.Put,
            $"{Subscription}/resourceGroups/rg-other/providers/{path}?api-version={version}", body);

        Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }
}
