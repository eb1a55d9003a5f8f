using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>
/// What becomes of a vault's secrets when a stack is destroyed: the vault deletes them, by rights and from places of its own.
/// </summary>
public sealed class VaultSecretTests
{
    private const string SecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
    private const string Open = ",\"publicNetworkAccess\":\"Enabled\"";
    private const string Closed = ",\"publicNetworkAccess\":\"Disabled\"";

    [Theory]
    [InlineData(Open, true, null)]
    [InlineData(Open, false, "ForbiddenByRbac")]
    [InlineData(Closed, true, "ForbiddenByConnection")]
    [InlineData(",\"publicNetworkAccess\":\"Enabled\",\"networkAcls\":{\"bypass\":\"None\",\"defaultAction\":\"Deny\"}", true,
        "ForbiddenByFirewall")]
    public async Task A_secret_of_its_own_is_deleted_with_the_role_and_from_a_network_that_the_vault_lets_in(string network,
        bool isOfficer, string? code)
    {
        using var stack = new CloudStack();
        Assert.Empty((await stack.UpAsync(azure => Secret(azure, stack, network, isOfficer, isDeletedWithVault: false))).Errors);

        var destroyed = await stack.DestroyAsync();

        Assert.Equal(code is null ? [] : new[] { code }, destroyed.Errors.Select(error => error.Code));
        Assert.Equal(code is not null, stack.Cloud.Resources.OfType("Microsoft.KeyVault/vaults").Any());
    }

    [Theory]
    [InlineData(Open, false)]
    [InlineData(Closed, false)]
    public async Task A_secret_that_goes_with_its_vault_needs_neither(string network, bool isOfficer)
    {
        using var stack = new CloudStack();
        Assert.Empty((await stack.UpAsync(azure => Secret(azure, stack, network, isOfficer, isDeletedWithVault: true))).Errors);

        Assert.Empty((await stack.DestroyAsync()).Errors);
        Assert.Empty(stack.Cloud.Resources.OfType("Microsoft.KeyVault/vaults"));
    }

    private static async Task Secret(CloudProgram azure, CloudStack stack, string network, bool isOfficer,
        bool isDeletedWithVault)
    {
        var group = await azure.Add("resources:ResourceGroup", "rg", """{"resourceGroupName":"rg","location":"westeurope"}""");
        var vault = await azure.Add("keyvault:Vault", "vault", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","vaultName":"kv-data","properties":{"tenantId":"{{{stack.Cloud.Options.TenantId}}}",
             "sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true{{{network}}} } }
            """, group.Urn);
        string[] before = isOfficer
            ? [vault.Urn, (await azure.Grant(vault.Id, stack.Cloud.Options.DeployerObjectId, SecretsOfficer)).Urn] : [vault.Urn];
        await azure.AddGoingWith(
            isDeletedWithVault ? vault : null, "keyvault:Secret", "token",
            """{"resourceGroupName":"rg","vaultName":"kv-data","secretName":"token","properties":{"value":"x"} }""", before);
    }
}
