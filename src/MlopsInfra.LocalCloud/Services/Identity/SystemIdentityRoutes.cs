using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>
/// The system-assigned identity of a resource: <c>{resource}/providers/Microsoft.ManagedIdentity/identities/default</c>.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class SystemIdentityRoutes(CloudContext cloud) : IArmRoutes
{
    private const string TypeName = "Microsoft.ManagedIdentity/identities";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Rest.Method != "GET" || request.Target is not { Kind: TargetKind.Resource, Id: { Parent: { } owner } id }
            || id.Type != TypeName) return false;
        RequestChecks.RequireRight(cloud.Access, request.Principal, owner, $"{TypeName}/read");
        var resource = cloud.Find(owner.Value) ?? throw ArmErrors.ResourceNotFound(owner);
        var principal = resource.Computed.Text("identity.principalId") ?? throw ArmErrors.ResourceNotFound(id);
        await request.Rest.AnswerAsync(200, new JsonObject
        {
            ["id"] = id.Value,
            ["name"] = "default",
            ["type"] = TypeName,
            ["location"] = resource.Computed.Text("location") ?? resource.Body.Text("location"),
            ["properties"] = new JsonObject
            {
                ["tenantId"] = cloud.Options.TenantId,
                ["principalId"] = principal,
                ["clientId"] = MadeUpIds.From("client", resource.Key),
            },
        });
        return true;
    }
}
