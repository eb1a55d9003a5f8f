using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Authorization;

/// <summary>Mistakes of roles, locks and policies.</summary>
internal static class AuthorizationMistakes
{
    private const string Blobs = "Microsoft.Storage/storageAccounts/blobServices/containers";
    private const string Managed = "/providers/Microsoft.Management/managementGroups";

    public static IReadOnlyList<Mistake> RolesAndLocks { get; } =
    [
        new("a role with a data action that is none", "InvalidDataActionOrNotDataAction", (azure, or) => Role(azure,
            $"\"{CloudProgram.Subscription}\"", $$"""
            "dataActions":["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/{{or["read", "list"]}}"]
            """)),
        // The commonest mistake of custom roles: an action of the other plane.
        new("a role with an action that is one of the data plane", "InvalidActionOrNotAction", (azure, or) => Role(azure,
            permissions: $"\"{or["dataActions", "actions"]}\":[\"{Blobs}/blobs/read\"]")),
        new("a role with a data action that is none of the data plane", "InvalidDataActionOrNotDataAction", (azure, or) =>
            Role(azure, permissions: $"\"{or["actions", "dataActions"]}\":[\"{Blobs}/read\"]")),
        new("a role that is assignable in all groups of some name", "BadRequest", (azure, or) => Role(azure,
            $"\"{CloudProgram.Subscription}/resourceGroups/{or["rg", "rg*"]}\"")) { Says = "wildcards" },
        new("a role that is assignable in two management groups", "BadRequest", (azure, or) => Role(azure,
            $"\"{Managed}/one\"{or["", $",\"{Managed}/two\""]}")) { Says = "one management group" },
        new("a lock with long notes", "BadRequest", async (azure, or) =>
            await azure.AccountAnd(account => Lock(azure, account, "keep", new string('x', or.IsMade ? 513 : 512)))),
        new("21 locks of one account", "BadRequest", async (azure, or) => await azure.AccountAnd(async account =>
        {
            for (var number = 1; number <= (or.IsMade ? 21 : 20); number++) await Lock(azure, account, $"keep{number}", "");
        })) { Says = "20 locks" },
        // MicrosoftDocs/azure-docs 102571
        new("a role with an action that is none", "InvalidActionOrNotAction",
            (azure, or) => Role(azure,
                permissions: $"\"actions\":[\"Microsoft.Storage/storageAccounts/{or["read", "list"]}\"]")),
        // hashicorp/terraform-provider-azurerm 10728
        new("a role of a name that is taken", "RoleDefinitionWithSameNameExists",
            (azure, or) => Role(azure, name: or["Data engineer", "Reader"])),
        new("a role that is assignable everywhere", "BadRequest",
            (azure, or) => Role(azure, $"\"{or[CloudProgram.Subscription, "/"]}\"")),
        new("a container that a lock keeps", "ScopeLocked", async (azure, or) => await azure.AccountAnd(async account =>
        {
            if (!or.IsMade) await azure.Container("data");
            await azure.Add("authorization:ManagementLockByScope", "keep",
                $$"""{"scope":"{{account}}","lockName":"keep","level":"CanNotDelete"}""");
        })) { OnUpdate = true },
    ];

    public static IReadOnlyList<Mistake> Policies { get; } =
    [
        new("a policy without a condition", "InvalidPolicyRule", (azure, or) => Definition(azure,
            $$$"""{ {{{or["""
            "if":{"field":"type","equals":"Microsoft.Storage/storageAccounts"},
            """, ""]}}} "then":{"effect":"audit"} }""")),
        new("a policy with an effect that is none", "InvalidPolicyRule", (azure, or) =>
            Definition(azure, Rule(or["audit", "warn"]))) { Says = "'warn'" },
        new("a policy with the effect of a parameter that there is not", "InvalidPolicyRule", (azure, or) =>
            Definition(azure, Rule($"[parameters('{or["effect", "action"]}')]"))),
        new("an assignment of a policy that there is not", "PolicyDefinitionNotFound", (azure, or) =>
            Assigned(azure, Rule("audit"), name: or["tags", "labels"])),
        new("an assignment without a parameter of its policy", "MissingPolicyParameter", (azure, or) =>
            Assigned(azure, Rule("audit"), parameters: or["""{"tag":{"value":"owner"}}""", "{}"])),
        new("an assignment with a parameter that its policy does not have", "UndefinedPolicyParameter", (azure, or) =>
            Assigned(azure, Rule("audit"),
                parameters: $$$"""{"tag":{"value":"owner"}{{{or["", ",\"label\":{\"value\":\"owner\"}"]}}} }""")),
        // Azure/azure-cli 13150
        new("an assignment without identity of a policy that modifies", "ResourceIdentityRequired", (azure, or) =>
            Assigned(azure, Rule("[parameters('effect')]"), parameters: $$$"""
            {"tag":{"value":"owner"},"effect":{"value":"{{{or["audit", "modify"]}}}"} }
            """)),
        new("an assignment with an identity that is nowhere", "LocationRequired", (azure, or) => Assigned(azure, Rule("audit"),
            more: $",\"identity\":{{\"type\":\"SystemAssigned\"}}{or[",\"location\":\"westeurope\"", ""]}")),
    ];

    private static Task Role(CloudProgram azure, string scopes = $"\"{CloudProgram.Subscription}\"",
        string permissions = "\"actions\":[\"*/read\"]", string name = "Data engineer") =>
        azure.Add("authorization:RoleDefinition", "role", $$$"""
            {"scope":"{{{CloudProgram.Subscription}}}","roleDefinitionId":"77777777-7777-7777-7777-777777777777","roleName":"{{{name}}}","roleType":"CustomRole",
             "assignableScopes":[{{{scopes}}}],"permissions":[{ {{{permissions}}} }]}
            """);

    private static Task Lock(CloudProgram azure, string scope, string name, string notes) =>
        azure.Add("authorization:ManagementLockByScope", name,
            $$"""{"scope":"{{scope}}","lockName":"{{name}}","level":"CanNotDelete","notes":"{{notes}}"}""");

    private static string Rule(string effect) =>
        $$$"""{"if":{"field":"type","equals":"Microsoft.Storage/storageAccounts"},"then":{"effect":"{{{effect}}}"} }""";

    private static Task Definition(CloudProgram azure, string rule) =>
        azure.Add("authorization:PolicyDefinition", "definition", $$$"""
            {"policyDefinitionName":"tags","policyType":"Custom","mode":"All","policyRule":{{{rule}}},
             "parameters":{"tag":{"type":"String"},"effect":{"type":"String","defaultValue":"audit"} } }
            """);

    private static async Task Assigned(CloudProgram azure, string rule, string name = "tags",
        string parameters = """{"tag":{"value":"owner"}}""", string more = "")
    {
        await Definition(azure, rule);
        await azure.Add("authorization:PolicyAssignment", "assignment", $$$"""
            {"scope":"{{{CloudProgram.Subscription}}}","policyAssignmentName":"tags","parameters":{{{parameters}}},
             "policyDefinitionId":"{{{CloudProgram.Subscription}}}/providers/Microsoft.Authorization/policyDefinitions/{{{name}}}"{{{more}}} }
            """);
    }
}
