namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>The table: what a program may get wrong, and Azure's code for it.</summary>
internal static class Mistakes
{
    private const string Nobody = "44444444-4444-4444-4444-444444444444";
    private const string NoRole = "55555555-5555-5555-5555-555555555555";

    /// <summary>What the schema and the naming rules say: found before anything is created.</summary>
    public static IReadOnlyList<Mistake> Inputs { get; } =
    [
        new("an unknown property", "InvalidRequestContent",
            async (azure,
                or) => await azure.GroupAnd(() =>
                    azure.Account(more: or["\"allowSharedKeyAccess\":false", "\"allowKeys\":false"]))),
        new("a missing property", "InvalidRequestContent",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("storage:StorageAccount", "account",
            $$$"""{"resourceGroupName":"rg","location":"westeurope","accountName":"stdata",{{{or["\"kind\":\"StorageV2\",", ""]}}}"sku":{"name":"Standard_LRS"} }"""))),
        new("a property of another type", "InvalidRequestContent",
            async (azure,
                or) => await azure.GroupAnd(() => azure.Account(more: $"\"allowSharedKeyAccess\":{or["false", "\"no\""]}"))),
        new("a value that the enumeration does not have", "InvalidRequestContent",
            async (azure,
                or) => await azure.GroupAnd(() => azure.Account(more: $"\"minimumTlsVersion\":\"{or["TLS1_2", "TLS12"]}\""))),
        new("a storage account with capitals", "AccountNameInvalid",
            async (azure, or) => await azure.GroupAnd(() => azure.Account(or["stdata", "StData"]))),
        new("a vault with two hyphens in a row", "VaultNameNotValid",
            async (azure, or) => await azure.GroupAnd(() => azure.Vault(or["kv-data", "kv--data"]))),
        new("a registry with a hyphen", "InvalidResourceName",
            async (azure, or) => await azure.GroupAnd(() => azure.Registry(or["crdata", "cr-data"]))),
        new("an id where the name of a group belongs", "InvalidResourceGroup",
            async (azure,
                or) => await azure.GroupAnd(() => azure.Account(group: or["rg", $"{TestCloud.Subscription}/resourceGroups/rg"]))),
        new("an id where the name of an account belongs", "InvalidResourceName",
            async (azure, or) => await azure.AccountAnd(account => azure.Container("data", or["stdata", account]))),
        new("a name with a slash", "InvalidResourceName",
            async (azure, or) => await azure.AccountAnd(_ => azure.Container("data", or["stdata", "stdata/blobServices"]))),
        new("a region that there is none of", "LocationNotAvailableForResourceGroup",
            async (azure, or) => await azure.Group(location: or["westeurope", "atlantis"])),
    ];

    /// <summary>What has to be there before.</summary>
    public static IReadOnlyList<Mistake> References { get; } =
    [
        new("a resource in a group that is not there", "ResourceGroupNotFound",
            async (azure, or) => await azure.GroupAnd(() => azure.Account(group: or["rg", "rg-none"]))),
        new("a container in an account that is not there", "ParentResourceNotFound",
            async (azure, or) => await azure.AccountAnd(_ => azure.Container("data", or["stdata", "stnone"]))),
        new("an id that refers to nothing", "ResourceNotFound",
            async (azure,
                or) => await azure.GroupAnd(async () =>
                    await azure.Insights(CloudProgram.Retargeted(await azure.Logs(), or["log-data", "log-none"])))),
        new("an id of another type", "LinkedInvalidPropertyId",
            async (azure,
                or) => await azure.GroupAnd(async () => await azure.Insights(or[await azure.Logs(), await azure.Account()]))),
        new("an identity that is not there", "FailedIdentityOperation", async (azure, or) => await azure.GroupAnd(async () =>
        {
            var identity = CloudProgram.Retargeted((await azure.Identity()).Id, or["id-data", "id-none"]);
            await azure.Account(more: $$"""
                "identity":{"type":"UserAssigned","userAssignedIdentities":["{{identity}}"]}
                """);
        })),
        new("a storage account whose name is taken", "StorageAccountAlreadyTaken",
            async (azure, or) => await azure.AccountAnd(async _ =>
        {
            await azure.Group("other");
            await azure.Account(or["stother", "stdata"], group: "other");
        })),
        new("a public container where the account forbids it", "PublicAccessNotPermitted",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Account(more: "\"allowBlobPublicAccess\":false");
            await azure.Container("data", more: $"\"publicAccess\":\"{or["None", "Blob"]}\"");
        })),
    ];

    /// <summary>Who may do what.</summary>
    public static IReadOnlyList<Mistake> Access { get; } =
    [
        new("a role for a principal that does not exist", "PrincipalNotFound", async (azure, or) =>
            await azure.AccountAnd(async account => await azure.Grant(account, or[(await azure.Identity()).PrincipalId, Nobody],
                Role.Reader))),
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
    ];

    /// <summary>One at a time, and names that live on.</summary>
    public static IReadOnlyList<Mistake> Lifetimes { get; } =
    [
        new("two federated credentials of one identity at once",
            "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Identity();
            await or.OneAfterTheOther(() => azure.FederatedCredential("dev", "repo:octo/ml:environment:dev"),
                () => azure.FederatedCredential("prod", "repo:octo/ml:environment:prod"));
        })),
        new("a container that a lock keeps", "ScopeLocked", async (azure, or) => await azure.AccountAnd(async account =>
        {
            if (!or.IsMade) await azure.Container("data");
            await azure.Add("authorization:ManagementLockByScope", "keep",
                $$"""{"scope":"{{account}}","lockName":"keep","level":"CanNotDelete"}""");
        })) { OnUpdate = true },
        new("a vault whose name is still soft-deleted", "ConflictError",
            async (azure, _) => await azure.GroupAnd(() => azure.Vault())) { AfterDestroy = true },
    ];
}
