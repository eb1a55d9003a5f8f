namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>What a program may get wrong with any resource, and Azure's code for it; a service's own stand with it.</summary>
internal static class Mistakes
{
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
    ];
}
