using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Authorization;

/// <summary>Mistakes of role assignments: the role, the principal, the condition, no assignment twice.</summary>
internal static class RoleAssignmentMistakes
{
    private const string Nobody = "44444444-4444-4444-4444-444444444444";
    private const string NoRole = "55555555-5555-5555-5555-555555555555";
    private const string Condition =
        "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'data'";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a role for a principal that does not exist", "PrincipalNotFound", async (azure, or) =>
            await azure.AccountAnd(async account => await azure.Grant(account, Nobody, Role.Reader, or["ServicePrincipal", ""]))),
        new("a role for a client id in place of an object id", "PrincipalNotFound", async (azure, or) =>
            await azure.AccountAnd(async account =>
            {
                var identity = await azure.Add("managedidentity:UserAssignedIdentity", "id-data",
                    """{"resourceGroupName":"rg","location":"westeurope","resourceName":"id-data"}""");
                await azure.Grant(account, identity.Outputs.Text(or["principalId", "clientId"])!, Role.Reader);
            })),
        new("a role for a new identity without principalType", "PrincipalNotFound", async (azure, or) =>
            await azure.AccountAnd(async account => await azure.Grant(account, (await azure.Identity()).PrincipalId, Role.Reader,
                or["ServicePrincipal", ""]))),
        new("a role for an identity as if it were a user", "UnmatchedPrincipalType", async (azure, or) =>
            await azure.AccountAnd(async account => await azure.Grant(account, (await azure.Identity()).PrincipalId, Role.Reader,
                or["ServicePrincipal", "User"]))),
        new("a role that does not exist", "RoleDefinitionDoesNotExist", async (azure, or) =>
            await azure.AccountAnd(async account => await azure.Grant(account, (await azure.Identity()).PrincipalId,
                or[Role.Reader, NoRole]))),
        new("the same role twice", "RoleAssignmentExists", async (azure, or) => await azure.AccountAnd(async account =>
        {
            var principal = (await azure.Identity()).PrincipalId;
            await azure.Grant(account, principal, Role.Reader);
            await azure.Grant(account, principal, or[Role.BlobReader, Role.Reader], name: "again");
        })),
        // MicrosoftDocs/azure-docs 119449
        new("a role assignment with a condition of version 1.0", "BadRequest",
            (azure, or) => Conditional(azure, Condition, or["2.0", "1.0"])),
        new("a role assignment with a condition that can't be parsed", "BadRequest",
            (azure, or) => Conditional(azure, or[Condition, $"({Condition}"], "2.0")),
    ];

    private static Task Conditional(CloudProgram azure, string condition, string version) =>
        azure.AccountAnd(async account => await azure.Add("authorization:RoleAssignment", "grant", $$"""
        {"scope":"{{account}}","principalId":"{{(await azure.Identity()).PrincipalId}}","principalType":"ServicePrincipal","condition":"{{condition}}","conditionVersion":"{{version}}",
         "roleDefinitionId":"{{CloudProgram.Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{Role.BlobReader}}",
         "roleAssignmentName":"66666666-6666-6666-6666-666666666666"}
        """));
}
