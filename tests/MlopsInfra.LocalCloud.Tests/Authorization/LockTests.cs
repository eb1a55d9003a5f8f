using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Authorization;

/// <summary>What locks keep.</summary>
public sealed class LockTests
{
    [Fact]
    public void Locks_keep_what_they_cover()
    {
        using var azure = TestCloud.WithGroup();
        var account = Scenes.Account(azure);
        var deletion = $"{account}/providers/Microsoft.Authorization/locks/keep";
        azure.Put(deletion, """{"properties":{"level":"CanNotDelete"}}""");
        Assert.Equal((409, "ScopeLocked"), Told(azure.DeleteRefused(account)));
        Assert.Equal((409, "ScopeLocked"), Told(azure.DeleteRefused(TestCloud.Group)));
        azure.Put($"{account}/blobServices/default/containers/data", "{}");
        Assert.Equal((409, "ScopeLocked"), Told(azure.DeleteRefused($"{account}/blobServices/default/containers/data")));
        azure.Put(deletion, """{"properties":{"level":"ReadOnly"}}""");
        Assert.Equal((409, "ScopeLocked"), Told(azure.PutRefused($"{account}/blobServices/default/containers/other", "{}")));
        azure.Delete(deletion);
        Assert.True(azure.Delete(account));
    }

    private static (int Status, string Code) Told(ArmException refusal) => (refusal.Status, refusal.Code);
}
