using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>Azure role-based access control, locks and policies.</summary>
internal sealed class AuthorizationService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new RoleAssignmentResource(),
        new RoleDefinitionResource(),
        new AzureResource("Microsoft.Authorization/locks")
        {
            Naming = new(@"[^<>%&:\\?/]*[^<>%&:\\?/. ]", 1, 90, "InvalidResourceName", "Resource name '{0}' is invalid."),
            Duration = TypicalDuration.Estimated(5),
        },
        new AzureResource("Microsoft.Authorization/policyAssignments")
        {
            Naming = AuthorizationNames.Policy("assignment"),
            Location = LocationRule.Optional,
        },
        new AzureResource("Microsoft.Authorization/policyDefinitions") { Naming = AuthorizationNames.Policy("definition") },
    ];
}
