namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>Mistakes of what every resource has: tags, roles, locks, and the networks around them.</summary>
internal static class PlatformMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;
    private const string Condition =
        "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'data'";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("51 tags", "TooManyTags", (azure, or) => azure.Add("resources:ResourceGroup", "rg", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","tags":{{{{string.Join(',', Enumerable.Range(1, or.IsMade ? 51 : 50).Select(number => $"\"tag{number}\":\"x\""))}}}}}
            """)),
        new("a tag with a bracket in its name", "InvalidTagNameCharacters",
            async (azure, or) => await azure.GroupAnd(() => azure.Account(more: $$$"""
            "tags":{"{{{or["owner", "<owner>"]}}}":"team"}
            """))),
        // MicrosoftDocs/azure-docs 119449
        new("a role assignment with a condition of version 1.0", "BadRequest",
            (azure, or) => Conditional(azure, Condition, or["2.0", "1.0"])),
        new("a role assignment with a condition that can't be parsed", "BadRequest",
            (azure, or) => Conditional(azure, or[Condition, $"({Condition}"], "2.0")),
        // MicrosoftDocs/azure-docs 102571
        new("a role with an action that is none", "InvalidActionOrNotAction",
            (azure, or) => Role(azure,
                action: or["Microsoft.Storage/storageAccounts/read", "Microsoft.Storage/storageAccounts/list"])),
        // hashicorp/terraform-provider-azurerm 10728
        new("a role of a name that is taken", "RoleDefinitionWithSameNameExists",
            (azure, or) => Role(azure, name: or["Data engineer", "Reader"])),
        new("a role that is assignable everywhere", "BadRequest",
            (azure, or) => Role(azure, scope: or[CloudProgram.Subscription, "/"])),
    ];

    private static Task Conditional(CloudProgram azure, string condition, string version) =>
        azure.AccountAnd(async account => await azure.Add("authorization:RoleAssignment", "grant", $$"""
        {"scope":"{{account}}","principalId":"{{(await azure.Identity()).PrincipalId}}","principalType":"ServicePrincipal","condition":"{{condition}}","conditionVersion":"{{version}}",
         "roleDefinitionId":"{{CloudProgram.Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{LocalCloud.Tests.Role.BlobReader}}",
         "roleAssignmentName":"66666666-6666-6666-6666-666666666666"}
        """));

    private static Task Role(CloudProgram azure, string name = "Data engineer", string action = "*/read",
        string scope = CloudProgram.Subscription) =>
        azure.Add("authorization:RoleDefinition", "role", $$"""
            {"scope":"{{CloudProgram.Subscription}}","roleDefinitionId":"77777777-7777-7777-7777-777777777777","roleName":"{{name}}","roleType":"CustomRole",
             "assignableScopes":["{{scope}}"],"permissions":[{"actions":["{{action}}"],"notActions":[]}]}
            """);
}
