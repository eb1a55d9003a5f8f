using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>
/// What policies say of the resources of a subscription. They are not evaluated here, so it can be told only where none is
/// assigned: then nothing is against any.
/// </summary>
internal sealed class PolicyStateRoutes(CloudContext cloud) : IPathRoutes
{
    /// <summary>The namespace of policies' states.</summary>
    public const string Namespace = "Microsoft.PolicyInsights";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match($"POST subscriptions/*/providers/{Namespace}/policyStates/latest/summarize") is not [var subscription])
            return false;
        RequestChecks.RequireSubscription(cloud, subscription);
        var scope = ResourceId.Parse($"/subscriptions/{subscription}");
        RequestChecks.RequireRight(cloud.Access, request.Principal, scope, $"{Namespace}/policyStates/summarize/action");
        if (cloud.Store.OfType(PolicyAssignmentResource.TypeName).Any(each => ScopeReach.IsAtOrBelow(each, scope)))
            throw new ArmException(501, "NotImplemented", "The local cloud does not evaluate the policies that are assigned.");
        await request.Rest.AnswerAsync(200, new JsonObject
        {
            ["@odata.count"] = 1,
            ["value"] = new JsonArray(new JsonObject
            {
                ["results"] = new JsonObject
                {
                    ["nonCompliantResources"] = 0,
                    ["nonCompliantPolicies"] = 0,
                    ["resourceDetails"] = new JsonArray(),
                    ["policyDetails"] = new JsonArray(),
                },
                ["policyAssignments"] = new JsonArray(),
            }),
        });
        return true;
    }
}
