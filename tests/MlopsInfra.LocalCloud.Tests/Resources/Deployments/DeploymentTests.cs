using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources.Deployments;

/// <summary>Deployments of templates from their beginning to their end.</summary>
public sealed class DeploymentTests
{
    private const string Account = """
        [{"type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-05-01","name":"[parameters('account')]","location":
        "[resourceGroup().location]","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":false} }]
        """;

    private const string More = """
        "parameters":{"account":{"type":"string","minLength":3},"secret":{"type":"secureString","defaultValue":"hidden-value"} },
        "outputs":{"blob":{"type":"string","value":"[reference(parameters('account')).primaryEndpoints.blob]"} }
        """;

    [Fact]
    public async Task A_template_is_deployed_in_the_background_and_says_what_came_of_it()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        var body = DeploymentCloud.Body(DeploymentCloud.Template(Account, More), """{"account":{"value":"stmlops"} }""");

        var properties = await cloud.DeployAsync(body);

        Assert.Equal("Succeeded", (string?)properties["provisioningState"]);
        Assert.Equal("https://stmlops.blob.core.windows.net/", (string?)properties["outputs"]!["blob"]!["value"]);
        Assert.Equal(RestCloud.Account, (string?)properties["outputResources"]![0]!["id"]);
        Assert.Equal("""{"account":{"type":"String","value":"stmlops"},"secret":{"type":"SecureString"}}""",
            properties["parameters"]!.ToJsonString());
        var account = (await cloud.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version=2023-05-01")).Body!;
        Assert.Equal("westeurope", (string?)account["location"]);
    }
}
