using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>Whether a name is free is told by the rules that a PUT is held to.</summary>
public sealed class NameCheckTests
{
    [Theory]
    [InlineData("Microsoft.Storage", "storageAccounts", "stfree01", null, "")]
    [InlineData("Microsoft.Storage", "storageAccounts", "STMLOPS", "AccountNameInvalid",
        "STMLOPS is not a valid storage account name.")]
    [InlineData("Microsoft.Storage", "storageAccounts", "stmlops", "AlreadyExists",
        "The storage account named stmlops is already taken.")]
    [InlineData("Microsoft.ContainerRegistry", "registries", "crfree", null, "")]
    [InlineData("Microsoft.ContainerRegistry", "registries", "crmlops", "AlreadyExists",
        "The registry crmlops is already in use.")]
    [InlineData("Microsoft.ContainerRegistry", "registries", "a-b", "Invalid", "Registry name 'a-b' is invalid.")]
    [InlineData("Microsoft.KeyVault", "vaults", "kv-mlops", "AlreadyExists", "The vault name 'kv-mlops' is already in use.")]
    [InlineData("Microsoft.KeyVault", "vaults", "kv-deleted", "AlreadyExists", "The vault name 'kv-deleted' is already in use.")]
    [InlineData("Microsoft.KeyVault", "vaults", "kv--x", "AccountNameInvalid", "The vault name 'kv--x' is invalid.")]
    public async Task A_name_is_free_or_it_is_said_why_not(string space, string type, string name, string? reason, string message)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(RestCloud.Registry, """{"location":"westeurope","sku":{"name":"Basic"},"properties":{}}""");
        const string deleted = $"{RestCloud.Group}/providers/Microsoft.KeyVault/vaults/kv-deleted";
        await rest.SeedAsync(deleted,
            $$"""
            {"location":"westeurope","properties":{"tenantId":"{{TestCloud.Tenant}}","sku":{"family":"A","name":"standard"} } }
            """);
        await rest.Cloud.Resources.DeleteAsync(ResourceId.Parse(deleted), new ArmRequestOptions(), CancellationToken.None);

        var (status, body, _) = await rest.SendAsync(HttpMethod.Post,
            $"/subscriptions/{RestCloud.Subscription}/providers/{space}/checkNameAvailability?api-version=2099-01-01",
            new { name, type = $"{space}/{type}" });

        Assert.True(status == 200, body?.ToJsonString());
        Assert.Equal((reason is null, reason), ((bool)body!["nameAvailable"]!, (string?)body["reason"]));
        Assert.StartsWith(message, (string?)body["message"] ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.Storage", """{"name":"x"}""", 400)]
    [InlineData("Microsoft.Storage", """{"name":"x","type":"Microsoft.Storage/nosuch"}""", 400)]
    [InlineData("Microsoft.Logic", """{"name":"x","type":"Microsoft.Logic/workflows"}""", 404)]
    public async Task What_can_not_be_asked_is_refused(string space, string body, int expected)
    {
        await using var rest = await RestCloud.StartAsync();

        var (status, _, _) = await rest.SendAsync(HttpMethod.Post,
            $"/subscriptions/{RestCloud.Subscription}/providers/{space}/checkNameAvailability?api-version=2023-01-01", body);

        Assert.Equal(expected, status);
    }
}
