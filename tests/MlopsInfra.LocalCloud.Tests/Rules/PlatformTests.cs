using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>What Azure itself would run, and names that stay taken.</summary>
public class PlatformTests
{
    [Fact]
    public void What_azure_would_run_is_refused_and_not_written_down()
    {
        using var azure = TestCloud.WithGroup();
        var deployment = TestCloud.In("Microsoft.Resources/deployments", "network");
        var refusal = azure.PutRefused(deployment, """{"properties":{"mode":"Incremental","template":{} } }""");
        Assert.Equal((501, "NotImplemented"), (refusal.Status, refusal.Code));
        Assert.Contains("Leave it out of a local deployment", refusal.Message, StringComparison.Ordinal);
        Assert.Null(azure.Get(deployment));
        var run = $"{Scenes.Registry(azure)}/taskRuns/build";
        Assert.Equal("NotImplemented", azure.PutRefused(run, """{"properties":{} }""").Code);
    }

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
