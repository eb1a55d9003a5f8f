using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>User-assigned identities.</summary>
internal sealed class UserAssignedIdentityResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = IdentityNames.UpTo(128);

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(5);

    /// <inheritdoc/>
    public override bool HasDiagnosticSettings => false;

    public override void Complete(PutContext put, JsonObject computed) => computed["properties"] = new JsonObject
    {
        ["principalId"] = MadeUpIds.From("principal", put.Id.Value),
        ["clientId"] = MadeUpIds.From("client", put.Id.Value),
        ["tenantId"] = put.Cloud.Options.TenantId,
    };
}
