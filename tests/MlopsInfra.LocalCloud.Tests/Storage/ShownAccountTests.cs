using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>What a GET shows of an account beyond what was sent.</summary>
public sealed class ShownAccountTests
{
    private const string Version = "?api-version=2023-01-01";

    [Theory]
    [InlineData("blobServices")]
    [InlineData("fileServices")]
    [InlineData("queueServices")]
    [InlineData("tableServices")]
    public async Task The_services_of_an_account_are_there_with_it_and_no_other_of_theirs(string service)
    {
        await using var rest = await StartAsync();
        var answer = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}/{service}/default{Version}");
        Assert.Equal((200, $"Microsoft.Storage/storageAccounts/{service}"), (answer.Status, (string?)answer.Body!["type"]));
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}/{service}/other{Version}")).Status);
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}2/{service}/default{Version}")).Status);
    }

    [Theory]
    [InlineData("{}", null, "Microsoft.Storage")]
    [InlineData("""{"encryption":{"requireInfrastructureEncryption":true,"keySource":"Microsoft.Storage"}}""", true,
        "Microsoft.Storage")]
    public async Task An_account_says_how_it_is_encrypted(string properties, bool? infrastructure, string keySource)
    {
        await using var rest = await StartAsync(properties);
        var encryption = (await rest.SendAsync(HttpMethod.Get, RestCloud.Account + Version)).Body!["properties"]!["encryption"]!;
        Assert.Equal((infrastructure, keySource),
            ((bool?)encryption["requireInfrastructureEncryption"], (string?)encryption["keySource"]));
        Assert.All((string[])["blob", "file"], service => Assert.True((bool)encryption["services"]![service]!["enabled"]!));
    }

    private static async Task<RestCloud> StartAsync(string properties = "{}")
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account,
            $$"""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{{properties}} }""");
        return rest;
    }
}
