using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Authorization;

/// <summary>A lock that only lets read keeps actions out, too: they are POST requests (Azure/azure-cli 8452).</summary>
public class ReadOnlyLockTests
{
    [Theory]
    [InlineData("ReadOnly", false)]
    [InlineData("CanNotDelete", true)]
    public void Keys_can_not_be_listed_below_a_lock_that_only_lets_read(string level, bool isAnswered)
    {
        using var azure = TestCloud.WithGroup();
        var account = TestCloud.In("Microsoft.Storage/storageAccounts", "stdata");
        azure.Put(account, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""");
        azure.Put($"{TestCloud.Group}/providers/Microsoft.Authorization/locks/keep",
            $$$"""{"properties":{"level":"{{{level}}}"} }""");

        if (isAnswered) Assert.NotNull(azure.Post(account, "listKeys"));
        else Assert.Equal((409, "ScopeLocked"),
            (Assert.Throws<ArmException>(() => azure.Post(account, "listKeys")) is var refusal ? refusal.Status : 0,
                refusal.Code));
    }
}
