namespace MlopsInfra.Policies;

/// <summary>Roles: who may do what, and how widely.</summary>
internal static class AccessRules
{
    private const string Assignment = "azure-native:authorization:RoleAssignment";
    private const string Definition = "azure-native:authorization:RoleDefinition";
    private const string Federated = "azure-native:managedidentity:FederatedIdentityCredential";

    private const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    private const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private const string UserAccessAdministrator = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
    private const string RoleBasedAccessControlAdministrator = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("role-owner", Assignment, "roleDefinitionId", Other(Owner, "Owner"), "CKV_AZURE_39"),
        new("role-user-access", Assignment, "roleDefinitionId", Other(UserAccessAdministrator, "User Access Administrator")),
        new("role-scope", Assignment, "scope", OneResource()) { When = assignment => IsRole(assignment, Contributor) },
        new("role-condition", Assignment, "condition",
            Requirements.Set) { When = assignment => IsRole(assignment, RoleBasedAccessControlAdministrator) },
        new("role-custom", Definition, "permissions[*].actions", NoWildcard(), "CKV_AZURE_39", "AZU-0030"),
        new("github-sign-in", Federated, "subject", Requirements.Contains(":environment:")) { When = IsGitHub },
    ];

    // A subject of a whole repository would let every branch and pull request sign in.
    private static bool IsGitHub(DeclaredResource credential) =>
        InputPath.Find(credential.Inputs, "issuer")[0].Text?.Contains("token.actions.githubusercontent.com",
            StringComparison.OrdinalIgnoreCase) ?? false;

    private static bool IsRole(DeclaredResource assignment, string role) =>
        InputPath.Find(assignment.Inputs, "roleDefinitionId")[0].Text?.EndsWith(role, StringComparison.OrdinalIgnoreCase)
            ?? false;

    private static Requirement Other(string role, string name) => Requirement.OfValue(
        $"be another role than {name}", value => value.Text?.EndsWith(role, StringComparison.OrdinalIgnoreCase) is false);

    // "/subscriptions/{id}/resourceGroups/{name}/providers/...": anything shorter is a group or more.
    private static Requirement OneResource() => Requirement.OfValue(
        "be one resource, not a resource group or more",
        value => value.Text?.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase) is true
            && value.Text.Contains("/providers/", StringComparison.OrdinalIgnoreCase));

    private static Requirement NoWildcard() =>
        Requirement.OfValue("name actions, not '*'", actions => !actions.Texts.Contains("*"));
}
