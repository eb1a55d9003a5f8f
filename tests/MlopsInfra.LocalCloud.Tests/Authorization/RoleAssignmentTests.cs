using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Authorization;

/// <summary>What role assignments are refused for, and what they give.</summary>
public sealed class RoleAssignmentTests
{
    [Fact]
    public void Role_assignments_to_nobody_of_nothing_or_twice()
    {
        using var azure = TestCloud.WithGroup();
        var account = Scenes.Account(azure);
        var identity = Scenes.Identity(azure);
        var principal = Scenes.PrincipalOf(azure, identity);
        string At(string name) => $"{account}/providers/Microsoft.Authorization/roleAssignments/{MadeUpIds.From(name)}";
        Assert.Equal((400, "PrincipalNotFound"),
            Told(azure.PutRefused(At("a"), Scenes.RoleAssignment(Guid.NewGuid().ToString(), Role.Reader, principalType: null))));
        var client = azure.Get(identity)!["properties"]!["clientId"]!.GetValue<string>();
        Assert.Equal((400, "PrincipalNotFound"),
            Told(azure.PutRefused(At("a"), Scenes.RoleAssignment(client, Role.Reader))));
        // A new identity is not in the directory yet when its type is left to be looked up.
        Assert.Equal((400, "PrincipalNotFound"),
            Told(azure.PutRefused(At("a"), Scenes.RoleAssignment(principal, Role.Reader, principalType: null))));
        Assert.Equal((400, "UnmatchedPrincipalType"),
            Told(azure.PutRefused(At("a"), Scenes.RoleAssignment(principal, Role.Reader, "User"))));
        Assert.Equal((400, "InvalidPrincipalId"), Told(azure.PutRefused(At("a"), Scenes.RoleAssignment("id-data", Role.Reader))));
        Assert.Equal((404, "RoleDefinitionDoesNotExist"),
            Told(azure.PutRefused(At("a"), Scenes.RoleAssignment(principal, Guid.NewGuid().ToString()))));
        Assert.Equal((400, "InvalidRoleAssignmentId"),
            Told(azure.PutRefused($"{account}/providers/Microsoft.Authorization/roleAssignments/reader",
                Scenes.RoleAssignment(principal, Role.Reader))));
        azure.Put(At("a"), Scenes.RoleAssignment(principal, Role.Reader));
        Assert.Equal((409, "RoleAssignmentExists"),
            Told(azure.PutRefused(At("b"), Scenes.RoleAssignment(principal, Role.Reader))));
        Assert.Equal((400, "RoleAssignmentUpdateNotPermitted"),
            Told(azure.PutRefused(At("a"), Scenes.RoleAssignment(principal, Role.Contributor))));
        // Users, groups and identities of elsewhere live in a directory that is not modelled.
        azure.Put(At("d"), Scenes.RoleAssignment(Guid.NewGuid().ToString(), Role.Reader));
        azure.Put(At("c"), Scenes.RoleAssignment(Guid.NewGuid().ToString(), Role.Reader, "Group"));
    }

    [Fact]
    public void A_caller_without_the_role()
    {
        using var azure = TestCloud.WithGroup();
        var account = Scenes.Account(azure);
        var identity = Scenes.Identity(azure);
        var caller = new ArmRequestOptions(PrincipalId: Scenes.PrincipalOf(azure, identity));
        var refusal = azure.PutRefused($"{account}/blobServices/default/containers/data", "{}", caller);
        Assert.Equal((403, "AuthorizationFailed"), Told(refusal));
        Assert.Contains("Microsoft.Storage/storageAccounts/blobServices/containers/write", refusal.Message,
            StringComparison.Ordinal);
        Scenes.Grant(azure, TestCloud.Group, identity, Role.Contributor);
        Assert.True(azure.PutResult($"{account}/blobServices/default/containers/data", "{}", caller).Created);
        var data = ResourceId.Parse($"{account}/blobServices/default/containers/data");
        Assert.False(azure.Cloud.Access.IsAllowed(caller.PrincipalId, data,
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", isDataAction: true));
        Scenes.Grant(azure, account, identity, Role.BlobContributor);
        Assert.True(azure.Cloud.Access.IsAllowed(caller.PrincipalId, data,
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", isDataAction: true));
    }

    private static (int Status, string Code) Told(ArmException refusal) => (refusal.Status, refusal.Code);
}
