using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>The calls of one workflow's HTTP actions, with the tokens of its own managed identities.</summary>
internal sealed class WorkflowCalls(ServerCalls calls, CloudContext cloud, string workflow) : IWorkflowHttp
{
    /// <inheritdoc/>
    public async ValueTask<ServiceAnswer> SendAsync(
        ServiceCall call, WorkflowIdentity? identity, CancellationToken cancellationToken)
    {
        (string?, string)? principal = identity is null ? null : (Principal(identity), identity.Audience);
        return await calls.SendAsync(call, workflow, principal, cancellationToken);
    }

    private string Principal(WorkflowIdentity identity)
    {
        if (identity.ResourceId is null)
        {
            return cloud.Find(workflow)?.Computed.Text("identity.principalId")
                ?? throw new ServiceCallException("The workflow has no system-assigned identity to get a token with.");
        }

        var isAssigned = cloud.Find(workflow)
            ?.Body.Texts("identity.userAssignedIdentities{}")
                .Any(found => found.Value.Equals(identity.ResourceId, StringComparison.OrdinalIgnoreCase)) == true;
        return (isAssigned ? Principals.OfIdentity(cloud, identity.ResourceId) : null)
            ?? throw new ServiceCallException(
                $"The identity '{identity.ResourceId}' does not exist or is not one of the workflow.");
    }
}
