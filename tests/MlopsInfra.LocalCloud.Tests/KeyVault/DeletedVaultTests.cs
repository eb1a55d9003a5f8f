using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>What a deleted vault leaves behind.</summary>
public sealed class DeletedVaultTests
{
    [Fact]
    public void A_deleted_vault_keeps_its_name_and_purge_protection_keeps_it_longer()
    {
        using var azure = TestCloud.WithGroup();
        var vault = Scenes.Vault(azure);
        azure.Delete(vault);
        Assert.Equal((409, "ConflictError"), (Refused().Status, Refused().Code));
        azure.Cloud.Purge(vault);
        Scenes.Vault(azure);
        azure.Put(vault,
            $$$"""{"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"},"enablePurgeProtection":true} }""");
        azure.Delete(vault);
        Assert.False(Assert.Single(azure.Cloud.SoftDeleted()).CanPurge);
        Assert.Equal("MethodNotAllowed", Assert.Throws<ArmException>(() => azure.Cloud.Purge(vault)).Code);

        ArmException Refused() => Assert.Throws<ArmException>(() => Scenes.Vault(azure));
    }
}
